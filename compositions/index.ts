import { registerRoot } from 'remotion';
import { Root } from './remotion/Root.tsx';

registerRoot(Root);
