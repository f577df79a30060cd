import { AGREEMENT } from './agreement.ts';
import { copyTask, sortTask } from './digit-tasks.ts';
import type { SequenceTask } from './sequence-task.ts';

/** The tasks by name. */
export const TASKS = ['agreement', 'sort', 'copy'] as const;
export type TaskName = (typeof TASKS)[number];

/** A task by its name. @param digits of those that have some */
export const sequenceTask = (name: TaskName, digits: number): SequenceTask =>
  name === 'agreement' ? AGREEMENT : name === 'sort' ? sortTask(digits) : copyTask(digits);
