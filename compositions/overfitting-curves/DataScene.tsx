import type { ReactElement } from 'react';
import { px } from '../../src/scene/px.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { Words } from '../../src/scene/Words.tsx';
import { lerp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut, easeOut } from '../../src/story/ease.ts';
import { mapArea, Points, pointSize, TrueBoundary } from './BoundaryMap.tsx';
import { classInk } from './colours.ts';
import { dataLayout, learnLayout } from './layout.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { DataBeat, OverfittingStory } from './story.ts';
import { say, word } from './text.ts';

/** The task: points drop in, the truth is drawn, the points for checking come and go. */
export function DataScene(props: {
  readonly stage: Stage;
  readonly trace: OverfittingTrace;
  readonly story: OverfittingStory;
  readonly beat: DataBeat;
  readonly frame: number;
}): ReactElement {
  const { stage, trace, story, beat, frame } = props;
  const { train, validation } = trace.points;
  const { map: from, key } = dataLayout(stage);
  const { map: to } = learnLayout(stage);
  // At the end of the beat the map moves to where it will be learned.
  const moved = easeInOut(progress({ start: beat.end - Math.round(0.8 * story.fps), end: beat.end }, frame));
  const at = (side: keyof Rect): number => lerp(from[side], to.map[side], moved);
  const rect = { x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  const area = mapArea('task', rect);
  const dropped = Math.ceil(train.length * progress(beat.points, frame) - 1e-9);
  const truth = easeOut(progress(beat.truth, frame));
  const half = Math.round(0.5 * story.fps);
  const { start, end } = beat.validation;
  const comes = progress({ start, end: start + half }, frame);
  const checking = comes * (1 - progress({ start: end - half, end }, frame));
  return (
    <g>
      <rect
        x={px(rect.x)}
        y={px(rect.y)}
        width={px(rect.width)}
        height={px(rect.height)}
        fill={stage.theme.panel}
      />
      {checking > 0 && (
        <Points
          stage={stage}
          area={area}
          points={validation}
          r={pointSize(validation.length, rect.width) * 0.8}
          rings={0}
          opacity={0.85 * checking}
        />
      )}
      <Points
        stage={stage}
        area={area}
        points={train.slice(0, dropped)}
        r={pointSize(train.length, rect.width)}
        rings={truth}
        opacity={1 - 0.85 * checking}
      />
      {truth > 0 && (
        <TrueBoundary stage={stage} area={area} truth={trace.params.data.truth} opacity={truth} />
      )}
      {moved < 1 && (
        <g {...(moved > 0 ? { opacity: px(1 - moved) } : {})}>
          <Key
            stage={stage}
            rect={key}
            trace={trace}
            dropped={progress({ start: beat.points.start, end: beat.points.start + half }, frame)}
            truth={truth}
            checking={comes}
          />
        </g>
      )}
    </g>
  );
}

type Sign = 0 | 1 | 'ring' | 'truth' | 'checking';

/** What is on the map, each named as it comes. */
function Key(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly trace: OverfittingTrace;
  readonly dropped: number;
  readonly truth: number;
  readonly checking: number;
}): ReactElement {
  const { stage, rect, trace, dropped, truth, checking } = props;
  const { language, theme } = stage;
  const { train, validation } = trace.points;
  const count = (label: 0 | 1): number => train.filter((point) => point.label === label).length;
  const wrong = train.filter(({ flipped }) => flipped).length;
  const rows: readonly { readonly sign: Sign; readonly words: string; readonly shown: number }[] = [
    { sign: 1, words: word(say('classPoints', { label: 1, count: count(1) }), language), shown: dropped },
    { sign: 0, words: word(say('classPoints', { label: 0, count: count(0) }), language), shown: dropped },
    { sign: 'truth', words: word(say('truthLong'), language), shown: truth },
    { sign: 'ring', words: word(say('wrongCount', { wrong }), language), shown: truth },
    {
      sign: 'checking',
      words: word(say('checking', { validation: validation.length }), language),
      shown: checking,
    },
  ];
  const leading = Math.min(92, rect.height / rows.length);
  const size = stage.format === 'square' ? SIZE.medium : SIZE.large;
  const top = rect.y + (rect.height - leading * rows.length) / 2;
  return (
    <g>
      {rows.map(({ sign, words, shown }, i) => {
        const y = top + leading * (i + 0.5);
        return (
          shown > 0 && (
            <g key={words} {...(shown < 1 ? { opacity: px(shown) } : {})}>
              <SignOf stage={stage} sign={sign} x={rect.x + 32} y={y} />
              <Words
                stage={stage}
                words={words}
                x={rect.x + 92}
                y={y + size * 0.36}
                size={size}
                fill={theme.text}
              />
            </g>
          )
        );
      })}
    </g>
  );
}

function SignOf(props: {
  readonly stage: Stage;
  readonly sign: Sign;
  readonly x: number;
  readonly y: number;
}): ReactElement {
  const { stage, sign, x, y } = props;
  const { theme } = stage;
  switch (sign) {
    case 1:
      return <circle cx={px(x)} cy={px(y)} r={15} fill={classInk(theme, 1)} />;
    case 0:
      return <rect x={px(x - 13)} y={px(y - 13)} width={26} height={26} fill={classInk(theme, 0)} />;
    case 'ring':
      return <circle cx={px(x)} cy={px(y)} r={20} fill="none" stroke={theme.text} strokeWidth={4} />;
    case 'truth':
      return (
        <line
          x1={px(x - 32)}
          y1={px(y)}
          x2={px(x + 32)}
          y2={px(y)}
          stroke={theme.text}
          strokeWidth={4}
          strokeDasharray="4 11"
          strokeLinecap="round"
        />
      );
    case 'checking':
      return (
        <g>
          <circle cx={px(x - 14)} cy={px(y)} r={6} fill={classInk(theme, 1)} />
          <rect x={px(x + 8)} y={px(y - 6)} width={12} height={12} fill={classInk(theme, 0)} />
        </g>
      );
  }
}
