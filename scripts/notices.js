// `npm run notices`: writes THIRD_PARTY_NOTICES, the licences of what dist/ carries along from other packages. What npm installs
// beside it comes with its own.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';
import { DIST, ROOT } from './doors.js';

const FILE = join(ROOT, 'THIRD_PARTY_NOTICES');
const LICENCE = /^(licen[cs]e|copying|notice|ofl)/i;

const HEAD = `What lossreel's dist/ carries along

lossreel itself is under the MIT licence, see LICENSE. The JavaScript in dist/ holds parts of the following packages, the fonts
among them, each under its own licence, in full below. What is installed beside it, as CanvasKit (Skia), React, Tone
and FFmpeg are, is not in dist/ and brings its licence along. This file is written by \`npm run notices\`.
`;

/** The folder of the package that a file belongs to, the innermost one. */
const packageOf = (file) =>
  /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/(?:.*\/(?=node_modules\/))?)+/.exec(file)?.[0];

/** The text of a package's licence: its own, else that of the licence it names, which every packager has the same. */
function licenceOf(folder, { name, license, author, contributors, repository }) {
  const files = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort();
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const { licenseText } = createRequire(import.meta.url)(`spdx-license-list/licenses/${license}.json`);
  const holder =
    author?.name ?? author ?? contributors?.[0] ?? `the authors of ${repository?.url ?? repository ?? name}`;
  const terms = licenseText.split('\n').filter((line) => !/^Copyright \(c\)/i.test(line));
  return [`Copyright (c) ${holder}`, '', ...terms].join('\n').trim();
}

/** The notices for files of packages. @param files as paths from the project */
export function noticesFor(files) {
  const folders = [...new Set(files.map(packageOf))].sort();
  const packages = folders.map((folder) => {
    const about = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const { name, version, license } = about;
    return { title: `${name} ${version} (${license})`, text: licenceOf(join(ROOT, folder), about) };
  });
  const rule = '-'.repeat(100);
  const list = packages.map(({ title }) => `  ${title}\n`).join('');
  const texts = packages.map(
    ({ title, text }) =>
      `${rule}\n${title}\n${rule}\n\n${text.replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '')}\n`,
  );
  return `${[HEAD, list, ...texts].join('\n')}`;
}

/** Why THIRD_PARTY_NOTICES is not that of these files; null if it is. */
export const staleNotices = (files) =>
  readFileSync(FILE, 'utf8') === noticesFor(files)
    ? null
    : 'THIRD_PARTY_NOTICES is not of what the build carries: run `npm run notices`';

/** What a build carries along, found by making one. */
export async function carriedFiles() {
  // Below the project, as parts of a build run while it is made and need packages.
  const folder = join(DIST, `new-notices-${process.pid}`);
  try {
    return await build(folder, { packed: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, noticesFor(await carriedFiles()));
