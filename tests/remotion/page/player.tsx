import { Player, type PlayerRef } from '@remotion/player';
import { createRef, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { FilmPlayer } from '../../../compositions/remotion/FilmPlayer.tsx';
import { smallFilm } from '../../helpers/small-film.tsx';

/** The small film in a player that plays it by itself, again and again, with the sound off. */
const film = { ...smallFilm } as unknown as Parameters<typeof FilmPlayer>[0]['film'];
const ref = createRef<PlayerRef>();
const Film = (): ReactElement => <FilmPlayer film={film} format="landscape" props={{}} />;

createRoot(document.body).render(
  <Player
    ref={ref}
    component={Film}
    durationInFrames={90}
    fps={30}
    compositionWidth={1920}
    compositionHeight={1080}
    style={{ width: 480 }}
    initiallyMuted
    clickToPlay
    autoPlay
    loop
  />,
);

/** For the test: what the player does. */
Object.assign(window, {
  state: () => ({
    playing: ref.current?.isPlaying() ?? false,
    frame: ref.current?.getCurrentFrame() ?? -1,
    words: [...document.querySelectorAll('svg[viewBox="0 0 1920 1080"] [data-text]')].map((text) =>
      text.getAttribute('data-text'),
    ),
  }),
  seek: (frame: number) => ref.current?.seekTo(frame),
});
