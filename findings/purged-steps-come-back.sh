#!/usr/bin/env bash
# A training run killed after step 9 and resumed from its checkpoint at step 6, written as TensorBoard asks for it (purge_step),
# read by TensorBoard's own accumulator, by tbparse and by tensorboard-reducer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check tensorboardX==2.6.5 tensorboard==2.21.0 tbparse==0.0.9 \
  tensorboard-reducer==0.4.0 pandas==3.1.1 numpy==2.4.6

echo 'tensorboardX 2.6.5 writes; tensorboard 2.21.0, tbparse 0.0.9 and tensorboard-reducer 0.4.0 read'
echo 'guess: purge_step=6 takes steps 6 to 9 of the killed process back, for every reader: 12 points, 1.7 at step 6'
echo 'seen:  TensorBoard has 12. tbparse has 16, the dead points sorted in between the living ones (0.7 and 1.7 at step 6): a zigzag; with'
echo '       pivot=True these steps hold lists. tensorboard-reducer refuses the run as corrupted; told to take the mean, it says 1.2.'
echo

cat > run.py <<'PY'
import sys, tempfile, time, warnings
warnings.filterwarnings('ignore')
from tbparse import SummaryReader
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboardX import SummaryWriter
import tensorboard_reducer

folder = tempfile.mkdtemp(dir='.')
killed = [(step, 1 - step / 20) for step in range(10)]
resumed = [(step, 2 - step / 20) for step in range(6, 12)]
for purge, rows in ((None, killed), (6, resumed)):
    with SummaryWriter(folder, purge_step=purge) as writer:
        for step, value in rows:
            writer.add_scalar('loss', value, step)
    time.sleep(1.1)  # a file is named by the second

accumulator = EventAccumulator(folder)
accumulator.Reload()
own = [(event.step, round(event.value, 2)) for event in accumulator.Scalars('loss')]
frame = SummaryReader(folder).scalars
parsed = [(int(step), round(float(value), 2)) for step, value in zip(frame.step, frame.value)]
pivoted = SummaryReader(folder, pivot=True).scalars.set_index('step')['loss'][6]
try:
    tensorboard_reducer.load_tb_events([folder], strict_steps=False)
    refused = 'nothing'
except ValueError as error:
    refused = str(error).replace(folder, 'FOLDER').replace('./', '').split('. ')[0]
mean = tensorboard_reducer.load_tb_events([folder], strict_steps=False, handle_dup_steps='mean')['loss'].iloc[:, 0].round(2).to_dict()
print('TensorBoard           ', own)
print('tbparse               ', parsed)
print('tbparse, pivot, step 6', [round(float(value), 2) for value in pivoted])
print('tensorboard-reducer   ', refused)
print('the same, mean, step 6', mean[6])
still = (
    own == [(step, round(value, 2)) for step, value in killed[:6] + resumed]
    and parsed == sorted([(step, round(value, 2)) for step, value in killed + resumed])
    and len(pivoted) == 2
    and 'duplicate steps' in refused
    and mean[6] == 1.2
)
if not still:
    print('CHANGED: the purged points are read differently now')
sys.exit(0 if still else 1)
PY
venv/bin/python run.py 2> /dev/null
