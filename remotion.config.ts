import { join } from 'node:path';
import { Config } from '@remotion/cli/config';
import { configure } from './compositions/remotion/configure.ts';

Config.setEntryPoint('./compositions/index.ts');
configure(process.cwd(), join(process.cwd(), 'compositions', 'remotion', 'synthesis-loader.js'));
