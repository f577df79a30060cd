import { type ReactNode, useState } from 'react';
import { emptyCueSheet } from '../../../audio/index.ts';
import { filmWords } from '../../../src/story/words.ts';
import { type SmallStory, type SmallTrace, smallFilm, type words } from '../../helpers/small-film.tsx';

type Small = typeof smallFilm;

/** The small film with something more in its picture. */
export function drawing(extra: (frame: number) => ReactNode): Small {
  const scene: Small['Scene'] = (props) => {
    const svg = smallFilm.Scene(props) as ReturnType<Small['Scene']> & { type: (props: object) => never };
    const sheet = svg.type(svg.props as object) as { props: { children: ReactNode } };
    const { children, ...own } = sheet.props;
    return (
      <svg {...own}>
        {children}
        {extra(props.frame)}
      </svg>
    );
  };
  return { ...smallFilm, Scene: scene };
}
export const simulating = (change: (trace: SmallTrace) => unknown): Small => ({
  ...smallFilm,
  simulate: (params, seed) => change(smallFilm.simulate(params, seed)) as SmallTrace,
});
const telling = (change: (story: SmallStory) => unknown): Small => ({
  ...smallFilm,
  tell: (trace, fps, look) => change(smallFilm.tell(trace, fps, look)) as SmallStory,
});
const losses = (change: (losses: readonly number[]) => readonly number[]): Small =>
  simulating((trace) => ({
    ...trace,
    runs: trace.runs.map((run) => ({ ...run, losses: change(run.losses) })),
  }));
const asking = (use: () => unknown): Small =>
  simulating((trace) => {
    use();
    return trace;
  });
const Stateful = (): ReactNode => useState(<g />)[0];

let calls = 0;

/** What is broken, the film, and what is told of it; lines of sources as `N`. */
export const BROKEN: readonly (readonly [what: string, film: Small, says: readonly string[]])[] = [
  [
    'simulate throws',
    asking(() => {
      throw new Error('no rates');
    }),
    [
      'contract, simulate, tests/film/laws/broken-films.tsx:N: throws "no rates" – fix what it names: a film works at all params that its schema allows',
    ],
  ],
  [
    'simulate gives no runs',
    simulating((trace) => ({ ...trace, runs: [] })),
    [
      'contract, simulate: returned no trace: runs: must hold at least one run – return a Trace: { film, params, seed, runs: [{ id, label, status, losses, series }], facts }',
    ],
  ],
  [
    'simulate gives nothing',
    simulating(() => undefined),
    [
      'contract, simulate: returned no trace: it is undefined – return a Trace: { film, params, seed, runs: [{ id, label, status, losses, series }], facts }',
    ],
  ],
  [
    'simulate is asynchronous',
    simulating(async (trace) => trace),
    [
      'contract, simulate: returned no trace: it is a promise – return a Trace: { film, params, seed, runs: [{ id, label, status, losses, series }], facts }',
    ],
  ],
  [
    'a run has no losses',
    losses(() => []),
    [
      'contract, simulate: returned no trace: runs[0].losses: must begin with the loss at the start – return a Trace: { film, params, seed, runs: [{ id, label, status, losses, series }], facts }',
    ],
  ],
  [
    'a loss is not a number',
    losses((all) => [...all, Number.NaN]),
    [
      'law 3: in run "run", losses[5] is NaN – end the run at its last finite state: divergence is content',
      'law 3, frame 30 and 4 more up to 89, svg > g > circle cy: draws cy="NaN" – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'tell gives nothing',
    telling(() => undefined),
    [
      'contract, tell: returned no story: it is undefined; script(…).story([…]) makes one – return the story that script(words, fps, look).story([part(…), …]) makes',
    ],
  ],
  [
    'tell throws',
    telling(({ parts }) => (parts as unknown as { far: { away: string } }).far.away),
    [
      'contract, tell, tests/film/laws/broken-films.tsx:N: throws "Cannot read properties of undefined (reading \'away\')" – fix what it names: a film works at all params that its schema allows',
    ],
  ],
  [
    'the parts have a gap',
    telling((story) => ({ ...story, parts: story.parts.map((part) => ({ ...part, start: 5 })) })),
    [
      'contract, Scene, tests/helpers/small-film.tsx:N, frame 0: throws "frame 0 is outside the film (0–89)" – fix what it names: a film works at all params that its schema allows',
      'law 4, frame 5: part "fall" does not start where the previous one ends – lay the story out with script(): it rounds boundaries from the running time',
    ],
  ],
  [
    'the Scene gives null',
    { ...smallFilm, Scene: () => null as never },
    [
      'contract, Scene, frame 0 and 7 more up to 89: returned no element: it is null – return one <svg>, as <Sheet m={m}> draws it, for every frame of the story',
    ],
  ],
  [
    'the Scene gives a text',
    { ...smallFilm, Scene: () => 'loss' as never },
    [
      'contract, Scene, frame 0 and 7 more up to 89: returned no element: it is a string – return one <svg>, as <Sheet m={m}> draws it, for every frame of the story',
    ],
  ],
  [
    'the Scene draws nothing',
    { ...smallFilm, Scene: () => <g /> },
    [
      'law 6, frame 0 and 7 more up to 89: a frame is one <svg>, not <g> – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'the Scene throws in the end',
    drawing((frame) => {
      if (frame > 60) throw new TypeError('out of colours');
      return null;
    }),
    [
      'contract, Scene, tests/film/laws/broken-films.tsx:N, frame 61 and 1 more up to 89: throws "out of colours" – fix what it names: a film works at all params that its schema allows',
    ],
  ],
  [
    'the Scene has state',
    drawing(() => <Stateful />),
    [
      'contract, Scene, tests/film/laws/broken-films.tsx:N, frame 0 and 7 more up to 89: calls the React hook useState – a Scene has no state: derive everything from the frame, with moment(words, props)',
    ],
  ],
  [
    'the Scene draws a text',
    drawing(() => (
      <text x={10} y={10}>
        loss
      </text>
    )),
    [
      'law 6, frame 0 and 7 more up to 89, svg > text: <text> is not portable SVG; allowed are svg g path circle ellipse rect line polyline polygon linearGradient radialGradient stop clipPath defs image – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'the Scene draws words',
    drawing(() => <g>loss</g>),
    [
      'law 6, frame 0 and 7 more up to 89, svg > g: the text "loss" is not portable SVG: words are drawn as outlines, not as text – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'the Scene is styled',
    drawing(() => <rect x={10} y={10} width={5} height={5} style={{ fill: 'red' }} />),
    [
      'law 6, frame 0 and 7 more up to 89, svg > rect style: <rect style>: this attribute is not portable SVG – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'an attribute is not portable',
    drawing(() => <rect x={10} y={10} width={5} height={5} filter="url(#blur)" />),
    [
      'law 6, frame 0 and 7 more up to 89, svg > rect filter: <rect filter>: this attribute is not portable SVG – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'a colour is a CSS variable',
    drawing(() => <circle cx={600} cy={500} r={9} fill="var(--focus)" />),
    [
      'law 6, frame 0 and 7 more up to 89, svg > circle fill: fill="var(--focus)" is a CSS variable – use a colour of the theme, by role: theme.train, theme.focus …',
    ],
  ],
  [
    'a colour has a name',
    drawing(() => <circle cx={600} cy={500} r={9} fill="tomato" />),
    [
      'law 6, frame 0 and 7 more up to 89, svg > circle fill: <circle fill="tomato">: expected a colour as #rgb, #rrggbb, rgb(), rgba(), black, white, transparent or none – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'a gradient is not there',
    drawing(() => <circle cx={600} cy={500} r={9} fill="url(#nowhere)" />),
    [
      'law 6, frame 0 and 7 more up to 89, svg > circle fill: <circle fill="url(#nowhere)">: expected the id of a gradient in the same drawing – draw portable SVG only: shapes with attributes, words with m.text()',
    ],
  ],
  [
    'a coordinate is not a number',
    drawing((frame) => (
      <g>
        <circle cx={frame === 30 ? Number.NaN : 600} cy={500} r={9} />
      </g>
    )),
    [
      'law 3, frame 30, svg > g > circle cx: draws cx="NaN" – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'a coordinate is undefined',
    drawing(() => <circle cx={undefined} cy={500} r={9} />),
    [
      'law 3, frame 0 and 7 more up to 89, svg > circle cx: cx is undefined – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'a path goes to infinity',
    drawing(() => <path d="M0 0LInfinity 5" />),
    [
      'law 3, frame 0 and 7 more up to 89, svg > path d: draws d="M0 0LInfinity 5" – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'a transform is no transform',
    drawing(() => (
      <g transform="rotate(NaN)">
        <path d="M0 0L5 5" />
      </g>
    )),
    [
      'law 3, frame 0 and 7 more up to 89, svg > g transform: draws transform="rotate(NaN)" – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'two elements share an id',
    drawing(() => (
      <g>
        <g id="a" />
        <g id="a" />
      </g>
    )),
    [
      'law 6, frame 0 and 7 more up to 89, svg > g > g: two elements have the id "a" – give each part of the picture an id of its own: ids are for the whole frame',
    ],
  ],
  [
    'a number is written that is none, not where words name it',
    drawing(() => (
      <g>
        <g data-text="no number (NaN)" data-size={36} fill="#ffffff">
          <path d="M400 500h40v20z" />
        </g>
        <g data-text="loss NaN" data-size={36} fill="#ffffff">
          <path d="M400 600h40v20z" />
        </g>
      </g>
    )),
    [
      'law 3, frame 0 and 7 more up to 89, svg > g > g data-text: draws data-text="loss NaN" – clamp what leaves the picture, and make every coordinate finite',
    ],
  ],
  [
    'an id cannot be referred to',
    drawing(() => (
      <g>
        <clipPath id="as is">
          <rect x={0} y={0} width={9} height={9} />
        </clipPath>
        <rect x={0} y={0} width={40} height={40} clipPath="url(#as is)" fill="#ffffff" />
      </g>
    )),
    [
      'law 6, frame 0 and 7 more up to 89, svg > g > clipPath: browsers cannot refer to the id "as is" – make ids of letters, digits and hyphens: no spaces, quotes, brackets',
    ],
  ],
  [
    'words leave the safe area',
    drawing(() => (
      <g data-text="far" data-size={36} fill="#ffffff">
        <path d="M5 5h40v20z" />
      </g>
    )),
    [
      'law 5, frame 0 and 7 more up to 89: "far" leaves the safe area – place it within stage.body or stage.safe',
    ],
  ],
  [
    'words are small',
    drawing(() => (
      <g data-text="tiny" data-size={12} fill="#ffffff">
        <path d="M205 105h40v20z" />
      </g>
    )),
    [
      'law 5, frame 0 and 7 more up to 89, en: "Small" overlaps "tiny" – move them apart, or set one of them smaller',
      'law 5, frame 0 and 7 more up to 89: "tiny" is 12.0 px – set it at 32 or more, or shorten it',
      'law 5, frame 0 and 7 more up to 89, de: "Klein" overlaps "tiny" – move them apart, or set one of them smaller',
    ],
  ],
  [
    'words are faint',
    drawing(() => (
      <g data-text="faint" data-size={36} fill="#101838">
        <path d="M805 105h40v20z" />
      </g>
    )),
    [
      'law 5, frame 43 and 1 more up to 45: "faint" has a contrast of 1.1 – use a colour of the theme, by role',
    ],
  ],
  [
    'a caption is not true',
    { ...smallFilm, claims: { halves: (_, { frame }) => frame > 20 } },
    [
      'law 8, frame 5: "The loss shrinks by 0.80 a step." is not true there, up to frame 20 – let it begin at its event and end before it is overtaken, or say something else',
    ],
  ],
  [
    'Math.random is asked',
    asking(() => Math.random()),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses Math.random – take every random number from random(seed, label, step)',
    ],
  ],
  [
    'the date is asked',
    asking(() => new Date()),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses new Date – ask no clock: time in a film is the frame, and a date is a param',
    ],
  ],
  [
    'the clock is asked',
    asking(() => Date.now() + performance.now()),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses Date.now – ask no clock: time in a film is the frame, and a date is a param',
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses performance.now – ask no clock: time in a film is the frame, and a date is a param',
    ],
  ],
  [
    'the locale is asked',
    asking(() => (1234.5).toLocaleString()),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses Number.toLocaleString – write numbers with the styles of the words files, as {loss, fixed, 2}; order by < and >',
    ],
  ],
  [
    'Intl is asked',
    asking(() => new Intl.NumberFormat('de')),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses Intl.NumberFormat – write numbers with the styles of the words files, as {loss, fixed, 2}; order by < and >',
    ],
  ],
  [
    'the environment is asked',
    asking(() => process.env.HOME),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses process.env.HOME – make it a param: the environment differs from machine to machine',
    ],
  ],
  [
    'a timer is set',
    asking(() => clearTimeout(setTimeout(() => {}, 0))),
    [
      'law 1, simulate, tests/film/laws/broken-films.tsx:N: uses setTimeout – compute it at once: a film’s functions are synchronous',
    ],
  ],
  [
    'an inexact function is called',
    drawing((frame) => <circle cx={600 + Math.sin(frame)} cy={500} r={9} />),
    [
      'law 1, Scene, tests/film/laws/broken-films.tsx:N, frame 0 and 89 more up to 89: uses Math.sin – engines differ in its last digits: use exp, ln or log10 of lossreel/sim, or plain arithmetic',
    ],
  ],
  [
    'the Scene counts its calls',
    drawing(() => {
      calls += 1;
      return <circle cx={600 + calls} cy={500} r={9} />;
    }),
    [
      'law 1: the Scene draws the middle frame in two ways – make it a pure function of its arguments: keep nothing between calls except caches',
      'law 2, frame 0 and 1 more up to 45: is drawn differently after other frames – make it a pure function of its arguments: keep nothing between calls except caches',
    ],
  ],
  [
    'params depend on the seed',
    {
      ...smallFilm,
      simulate: (params, seed) => ({
        ...smallFilm.simulate(params, seed),
        params: { ...params, rate: seed.length / 100 },
      }),
    },
    ['law 1: a different seed changes params or runs – derive both from the params'],
  ],
  [
    'the sound is too long',
    { ...smallFilm, score: (_, story) => emptyCueSheet(story.frames * 1600 + 1) },
    [
      'law 7: the cue sheet has 144001 samples, the film 144000 – write it with scoring(story), which uses the frames of the story',
    ],
  ],
  [
    'it ticks as fast as a cricket',
    {
      ...smallFilm,
      score: (_, story) => ({
        ...emptyCueSheet(story.frames * 1600),
        events: Array.from({ length: 10 }, (_, i) => ({
          ...({ kind: 'tick', at: 4000 * i, pan: 0, gain: 0.5, pitch: 660 } as const),
        })),
      }),
    },
    [
      'law 7: 10 ticks in a second, more than 6 – write them with scoring(story).ticks, which leaves out what nobody can follow',
    ],
  ],
  [
    'there is no sound',
    { ...smallFilm, score: () => undefined as never },
    [
      'law 7, score: returned no cue sheet: scoring(story).sheet() makes one – return a cue sheet, as scoring(story).sheet() makes it',
    ],
  ],
  [
    'a caption is too fast',
    telling((story) => ({
      ...story,
      captions: story.captions.map((caption) => ({ ...caption, end: caption.start + 30 })),
    })),
    [
      'law 5, frame 5, en: "The loss shrinks by 0.80 a step." requires reading 32.0 characters per second – show it longer, or shorten it',
      'law 5, frame 5, de: "Der Fehler schrumpft je Schritt auf 0,80." requires reading 41.0 characters per second – show it longer, or shorten it',
    ],
  ],
  [
    'German has words that English has not',
    {
      ...smallFilm,
      words: filmWords('small', {
        en: { title: 'Small', halves: '{factor}' },
        de: { title: 'Klein', halves: '{factor}', thirds: '' } as never,
      }) as typeof words,
    },
    [
      'law 5, words, de: de has words for "thirds", which English has not – add them to en.json, or remove them',
    ],
  ],
  [
    'German needs another value',
    {
      ...smallFilm,
      words: filmWords('small', {
        en: { title: 'Small', halves: '{factor}' },
        de: { title: 'Klein', halves: '{faktor}' },
      }) as typeof words,
    },
    [
      'law 5, words, de: the words of "halves" need {faktor}, which English does not – use the values that en.json uses',
    ],
  ],
  [
    'nothing happens for ten seconds',
    telling((story) => {
      const frames = story.frames + 10 * story.fps;
      return { ...story, frames, parts: story.parts.map((part) => ({ ...part, end: frames })) };
    }),
    ['law 9, frame 81: nothing moves for 10.3 s – shorten the part, or let something happen in it'],
  ],
  [
    'it begins empty',
    drawing((frame) => (
      <rect x={0} y={0} width={1920} height={1080} fill="#0b1020" opacity={Math.max(0, 1 - frame / 20)} />
    )),
    [
      'law 9, frame 0: only 0.0 % of the first frame is drawn – begin with something to see, 2 % or more: players show it before the film runs',
    ],
  ],
  [
    'a picture is there at once',
    drawing((frame) =>
      frame < 40 ? null : <rect x={300} y={300} width={600} height={300} fill="#e69f00" />,
    ),
    [
      'law 9, frame 40, rect rgb(230,159,0), 600 × 300 at (300, 300): is there from one frame to the next; it covers more than 1 % of the picture – let it fade in, as by m.enter(), or grow',
    ],
  ],
  [
    'a translucent picture is gone at once',
    drawing((frame) =>
      frame < 40 ? <rect x={300} y={300} width={600} height={300} fill="#ffffff" opacity={0.3} /> : null,
    ),
    [
      'law 9, frame 40, rect rgb(255,255,255), 600 × 300 at (300, 300): is gone from one frame to the next; it covers more than 1 % of the picture – let it fade out, as by m.leave(), or shrink',
    ],
  ],
  [
    'it is a strobe',
    drawing((frame) => (
      <rect x={200} y={300} width={600} height={300} fill={frame % 6 < 3 ? '#0b1020' : '#ffffff'} />
    )),
    [
      'law 9, frame 21: 16 % of the picture flash more than 3 times a second – change brightness more slowly: flashes can trigger seizures',
    ],
  ],
  [
    'a saturated red flashes',
    drawing((frame) => (
      <rect x={200} y={300} width={600} height={300} fill={frame % 6 < 3 ? '#500000' : '#aa0000'} />
    )),
    [
      'law 9, frame 21: 13 % of the picture flash more than 3 times a second – change brightness more slowly: flashes can trigger seizures',
    ],
  ],
];

/** Draws what is not a number, in one format and language. */
export const brokenInPlaces: Small = {
  ...smallFilm,
  Scene: (props) => {
    const { format, language } = props.stage;
    const y = format === 'square' && language === 'de' ? Number.NaN : 500;
    return drawing(() => <circle cx={100} cy={y} r={3} />).Scene(props);
  },
};
