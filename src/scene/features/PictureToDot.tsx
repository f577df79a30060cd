import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { CLASSES, type ClassifierTraining } from '../../sim/trainings/classifier.ts';
import { encodedOf } from '../../sim/trainings/classifier-readings.ts';
import type { Playhead } from '../../story/playhead.ts';
import type { CloudView } from '../cloud-view.ts';
import { Encoding } from '../parts/Encoding.tsx';
import { Fade } from '../parts/Fade.tsx';
import { ImagePanel } from '../parts/ImagePanel.tsx';
import { SpaceAxes } from '../parts/SpaceAxes.tsx';
import { text } from '../parts/Text.tsx';
import { mixRect, type Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { axesOf, boxOf, dotOf, isStar } from './feature-view.ts';
import { LitDot } from './TracedPicture.tsx';

/** Numbers from here on are too long to stand beside what they belong to. */
const LARGEST = 100;

/**
 * How a picture becomes a dot: it comes out of its dot, passes through the network, which makes a few numbers of it, and those
 * lead back to the dot along their axes.
 *
 * @param props.hidden units per hidden layer
 * @param props.places of picture, network and space; the space is drawn by others
 * @param props.moved how far the picture has come, @param props.there how visible all else is, @param props.pulse how far the light
 * has come through the network, @param props.gone how far the way in space has been gone, all 0 … 1
 * @param props.pixels what the picture is called; @param props.write a number of the layer shown, in words
 */
export function PictureToDot(props: {
  readonly stage: Stage;
  readonly training: ClassifierTraining;
  readonly view: CloudView;
  readonly head: Playhead;
  readonly hidden: readonly number[];
  readonly places: { readonly image: Rect; readonly network: Rect; readonly plane: Rect };
  readonly moved: number;
  readonly there: number;
  readonly pulse: number;
  readonly gone: number;
  readonly pixels: string;
  readonly write: (value: number) => string;
}): ReactElement {
  const { stage, training, view, head, hidden, places, moved, there, pulse, gone } = props;
  const { image, network, plane } = places;
  const { index, own, picture, code } = encodedOf(training);
  const sizes = [picture.width * picture.height, ...hidden, CLASSES];
  const [x, y] = dotOf(training, view, index, head);
  const from = mixRect({ x, y, width: 8, height: 8 }, image, moved);
  const axes = axesOf(training);
  const short = !isStar(training) && code.every((value) => Math.abs(value) < LARGEST);
  const numbers = short ? code.map(props.write) : [];
  return (
    <g>
      <Fade in={Math.min(1, 4 * moved)}>
        <ImagePanel stage={stage} picture={picture} own={own} rect={from} margin={from.width / 24} />
      </Fade>
      <Fade in={there}>
        {text(stage, props.pixels, [image.x + image.width / 2, image.y + image.height + 44], {
          fill: 'quiet',
          anchor: 'middle',
        })}
        <Encoding
          stage={stage}
          input={image}
          network={network}
          plane={plane}
          sizes={sizes}
          shown={sizes.length - (isStar(training) ? 1 : 2)}
          code={code}
          numbers={numbers}
          pulse={pulse}
          point={Math.min(1, 3 * gone)}
        />
        {axes !== null && (
          <SpaceAxes
            stage={stage}
            axes={axes}
            at={view.at}
            reach={0.8 * Math.max(...boxOf(training))}
            way={code}
            numbers={numbers}
            gone={gone}
          />
        )}
        <Fade in={clamp(6 * gone - 5, 0, 1)}>
          <LitDot stage={stage} training={training} view={view} head={head} index={index} />
        </Fade>
      </Fade>
    </g>
  );
}
