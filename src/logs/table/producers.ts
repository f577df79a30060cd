/** Programs by the names in their tables' headers, the more particular first. */
const PRODUCERS: readonly (readonly [producer: string, knows: (names: ReadonlySet<string>) => boolean])[] = [
  ['tensorboard-download-csv', (names) => ['Wall time', 'Step', 'Value'].every((name) => names.has(name))],
  [
    'ultralytics-csv',
    (names) => [...names].some((name) => /^lr\/pg\d/.test(name)) || names.has('train/box_loss'),
  ],
  ['stable-baselines3-csv', (names) => names.has('time/total_timesteps')],
  ['stable-baselines3-monitor', (names) => ['r', 'l', 't'].every((name) => names.has(name))],
  ['fastai-csvlogger', (names) => names.has('epoch') && names.has('valid_loss') && names.has('time')],
  ['transformers-csv', (names) => names.has('eval_runtime') || names.has('eval_samples_per_second')],
  ['catboost_info', (names) => names.has('iter') && [...names].some((name) => /^[A-Z]\w*(:|$)/.test(name))],
  [
    'lightning-csvlogger',
    (names) =>
      names.has('step') &&
      names.has('epoch') &&
      [...names].some((name) => /_(step|epoch)$|^lr-|^val_/.test(name)),
  ],
  [
    'keras-csvlogger',
    (names) => [...names][0] === 'epoch' && names.has('loss') && isSorted([...names].slice(1)),
  ],
];

const isSorted = (names: readonly string[]): boolean =>
  names.every((name, i) => i === 0 || (names[i - 1] ?? '') <= name);

/** The program that writes such a header; `table` if it is none that is known. */
export function producerOf(header: readonly string[]): string {
  const names = new Set(header);
  return PRODUCERS.find(([, knows]) => knows(names))?.[0] ?? 'table';
}
