import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** In a process of its own, where renaming is refused the first two times, as if another program had the file open. */
function tried(platform: string): unknown {
  const module = new URL('../../src/cache/replace-file.ts', import.meta.url).href;
  const script = `
    import fs from 'node:fs';
    Object.defineProperty(process, 'platform', { value: '${platform}' });
    let times = 0;
    const refused = () => {
      times += 1;
      return times < 3 ? Object.assign(new Error('EPERM'), { code: 'EPERM' }) : null;
    };
    fs.rename = (from, to, done) => done(refused());
    fs.renameSync = () => { const error = refused(); if (error) throw error; };
    const { replaceFile, replaceFileSync } = await import('${module}');
    const outcome = async (call) => {
      times = 0;
      try { await call(); return times; } catch (error) { return error.code; }
    };
    console.log(JSON.stringify([
      await outcome(() => replaceFile('a', 'b')),
      await outcome(async () => replaceFileSync('a', 'b')),
    ]));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('replacing a file that another program has open', () => {
  it('is tried again on Windows, which refuses it only as long', () => {
    expect(tried('win32')).toEqual([3, 3]);
  });

  it('is refused at once elsewhere, where that is final', () => {
    expect(tried('linux')).toEqual(['EPERM', 'EPERM']);
  });
});
