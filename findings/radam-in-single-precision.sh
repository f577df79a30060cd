#!/usr/bin/env bash
# Rectified Adam of Optax with a long memory (beta2 of 0.9999 and more): its first steps against the closed form.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

echo 'optax 0.2.8 on jax 0.10.2: scale_by_radam, gradient 1 at every step, so that each update is 1 before and r after the switch'
echo 'guess: single precision shows in the fifth digit; r is taken from step 6 on, as in double precision and in the paper'
echo 'seen:  rho = rho_inf - 2 t b^t / (1 - b^t) is taken in single precision, where two numbers of 20,000 or 200,000 cancel to 5:'
echo '       with 0.9999 some of the first five steps are already rectified, and which ones depends on whether the update is'
echo '       compiled (step 3: 0.0128 by itself, 1.0 under jit); with 0.99999 all are, and step 6 is 14 times too long.'
echo

cat > radam.py <<'PY'
import sys
import jax
import jax.numpy as jnp
import numpy as np
import optax

def updates(b2, compiled, precision, steps=20):
    rule = optax.scale_by_radam(b2=b2)
    one = jnp.asarray(1.0, precision)
    state = rule.init(one)
    update = jax.jit(rule.update) if compiled else rule.update
    told = []
    for _ in range(steps):
        u, state = update(one, state)
        told.append(float(u))
    return told

def closed_form(b2, steps=20):
    longest = 2 / (1 - b2) - 1
    told = []
    for t in range(1, steps + 1):
        rho = longest - 2 * t * b2**t / (1 - b2**t)
        told.append(1.0 if rho < 5 else ((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho)) ** 0.5)
    return told

def tell(name, values):
    print(name.ljust(34), ' '.join(f'{values[t - 1]:.4f}' for t in (1, 2, 3, 4, 5, 6, 7, 10, 20)))

seen = {}
for b2 in (0.999, 0.9999, 0.99999):
    print(f'beta2 {b2}, steps 1 2 3 4 5 6 7 10 20')
    seen[b2, 'exact'] = closed_form(b2)
    tell('  closed form', seen[b2, 'exact'])
    for compiled in (False, True):
        seen[b2, compiled] = updates(b2, compiled, jnp.float32)
        tell('  float32, ' + ('jit' if compiled else 'not compiled'), seen[b2, compiled])
jax.config.update('jax_enable_x64', True)
double = updates(0.99999, True, jnp.float64)
tell('  float64, jit', double)

fine = all(np.allclose(seen[0.999, c], seen[0.999, 'exact'], rtol=0.02) for c in (False, True))
right = np.allclose(double, seen[0.99999, 'exact'], rtol=1e-3)
early = [[t + 1 for t in range(5) if seen[0.9999, c][t] < 0.02] for c in (False, True)]
print('beta2 0.9999, rectified before step 6:', *early)
long = seen[0.99999, True][5] / seen[0.99999, 'exact'][5]
print(f'beta2 0.99999, step 6: {long:.1f} times the closed form')
same = fine and right and all(early) and early[0] != early[1] and max(seen[0.99999, True][:5]) < 0.05 and 10 < long < 20
if not same:
    print('CHANGED: the length of the mean is taken otherwise now')
sys.exit(0 if same else 1)
PY
venv/bin/python radam.py
