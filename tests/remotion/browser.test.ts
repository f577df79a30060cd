import { describe, expect, it } from 'vitest';
import { BROWSER_VARIABLE, browserCandidates } from '../../compositions/remotion/browser.ts';

describe('a browser is looked for', () => {
  it('where Windows keeps programs, by the names that they have there', () => {
    const environment = { Path: 'C:\\tools;D:\\more', ProgramFiles: 'C:\\Program Files' };
    const places = browserCandidates('C:\\project', environment, 'win32');
    expect(places).toContain('D:\\more\\chrome-headless-shell.exe');
    expect(places).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(places.filter((place) => place.startsWith('/'))).toEqual([]);
  });

  it('on the PATH and among applications elsewhere', () => {
    const places = browserCandidates('/project', { PATH: '/opt/bin:/usr/bin' }, 'darwin');
    expect(places[0]).toBe('/opt/bin/chromium-headless-shell');
    expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  });

  it('nowhere else where one is named', () => {
    expect(browserCandidates('/project', { [BROWSER_VARIABLE]: '/my/browser', PATH: '/usr/bin' })).toEqual([
      '/my/browser',
    ]);
  });
});
