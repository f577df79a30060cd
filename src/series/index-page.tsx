import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { writeWhole } from '../cache/write-whole.ts';
import type { FilmEnding } from '../film/film-files.ts';
import { thumbnail } from '../render/thumbnail.ts';
import { pageStyle } from './index-style.ts';
import { type FilmResult, filmSeconds, type Report } from './report.ts';

/** Width of the posters on the page, in pixels. */
const POSTER_WIDTH = 640;

/** The links shown next to a film. */
const LINKS: readonly (readonly [FilmEnding, string])[] = [
  ['.mp4', 'Video'],
  ['.srt', 'SubRip captions'],
  ['.vtt', 'WebVTT captions'],
  ['.transcript.md', 'Transcript'],
  ['.json', 'Provenance'],
];

const href = (output: string, ending: string): string =>
  output.split('/').map(encodeURIComponent).join('/') + ending;

/** `1 min 5 s`. */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

interface CardProps extends FilmResult {
  /** The poster as a data URI. */
  readonly poster: string | undefined;
}

function Card({ film, result, poster }: CardProps): ReactElement {
  const { job, output } = film;
  const { fps, format, look } = job;
  const variant = `${format}, ${look.theme}, ${look.language}`;
  if (result.status !== 'done') {
    return (
      <article className="film trouble">
        <h3>{variant}</h3>
        <p>
          <strong>{result.status === 'failed' ? 'Failed' : 'Missing'}:</strong> {result.reason}
        </p>
        <p>
          To render it: <code>{result.rerun}</code>
        </p>
      </article>
    );
  }
  const { width, height, frames, sha256, chapters } = result.found;
  const video = href(output, '.mp4');
  return (
    <article className={`film ${format}`}>
      <video controls preload="none" width={width} height={height} poster={poster} src={video} />
      <div>
        <h3>{variant}</h3>
        <p>{`${durationText(filmSeconds(frames, fps))} · ${width}×${height} · ${fps} frames per second`}</p>
        {chapters.length > 0 && (
          <ol className="chapters">
            {chapters.map(({ time, seconds, title }) => (
              <li key={time + title}>
                <time>{time}</time> <a href={`${video}#t=${seconds}`}>{title}</a>
              </li>
            ))}
          </ol>
        )}
        <ul className="links">
          {LINKS.map(([ending, label]) => (
            <li key={ending}>
              <a href={href(output, ending)}>{label}</a>
            </li>
          ))}
        </ul>
        <p className="hash">
          SHA-256 <code>{sha256}</code>
        </p>
      </div>
    </article>
  );
}

/** The results of each episode, in order. */
function byEpisode(films: readonly FilmResult[]): readonly (readonly FilmResult[])[] {
  const episodes = new Map<string, FilmResult[]>();
  for (const each of films) {
    const episode = episodes.get(each.film.id);
    if (episode === undefined) episodes.set(each.film.id, [each]);
    else episode.push(each);
  }
  return [...episodes.values()];
}

function Contents({ episodes }: { readonly episodes: ReturnType<typeof byEpisode> }): ReactElement {
  return (
    <nav aria-label="Episodes">
      <ol>{episodes.map(([first]) => first && <EpisodeLink key={first.film.id} {...first} />)}</ol>
    </nav>
  );
}

const EpisodeLink = ({ film }: FilmResult): ReactElement => (
  <li>
    <a href={`#${film.id}`}>{film.title}</a>
  </li>
);

/** `3 episodes, 5 films`. */
function summary(films: readonly FilmResult[], episodes: number): string {
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  const done = films.filter(({ result }) => result.status === 'done').length;
  const missing = done < films.length ? `, ${films.length - done} of them not rendered` : '';
  return `${count(episodes, 'episode')}, ${count(films.length, 'film')}${missing}`;
}

async function posterUri(folder: string, { film, result }: FilmResult): Promise<string | undefined> {
  if (result.status !== 'done') return undefined;
  const png = await readFile(join(folder, `${film.output}.poster.png`));
  const small = await thumbnail(png, POSTER_WIDTH);
  return `data:image/png;base64,${Buffer.from(small).toString('base64')}`;
}

/** The page piece by piece: only one episode's posters are in memory at a time. */
async function* pageOf({ title, films }: Report, folder: string): AsyncGenerator<string> {
  const episodes = byEpisode(films);
  yield '<!doctype html>\n<html lang="en">\n';
  yield renderToStaticMarkup(
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <style>{pageStyle}</style>
    </head>,
  );
  yield '\n<body>\n';
  yield renderToStaticMarkup(
    <header>
      <h1>{title}</h1>
      <p>{summary(films, episodes.length)}</p>
      {episodes.length > 1 && <Contents episodes={episodes} />}
    </header>,
  );
  yield '\n<main>\n';
  for (const episode of episodes) {
    const cards: CardProps[] = [];
    for (const each of episode) cards.push({ ...each, poster: await posterUri(folder, each) });
    const [first] = cards;
    if (first === undefined) continue;
    yield renderToStaticMarkup(
      <section id={first.film.id}>
        <h2>
          {first.film.number}. {first.film.title}
        </h2>
        {cards.map((card) => (
          <Card key={card.film.output} {...card} />
        ))}
      </section>,
    );
    yield '\n';
  }
  yield '</main>\n</body>\n</html>\n';
}

/**
 * Writes `index.html`: one file that shows the whole series, with embedded posters and links to the films next to it.
 *
 * @param folder of the films and the page
 */
export const writeIndexPage = (folder: string, report: Report): Promise<void> =>
  writeWhole(join(folder, 'index.html'), (path) =>
    pipeline(Readable.from(pageOf(report, folder)), createWriteStream(path)),
  );
