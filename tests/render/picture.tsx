import type { ReactElement } from 'react';

/** 32 × 24 pixels with colour ramps and two transparencies. */
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAYAAACbU/80AAAEKUlEQVR42hXWIaidfBzH4RtfWDENo2tXWDGNE10crJiG0TXDimlYLsjSKTfYZliQJcvAOKMsWQbGnXhYsgysvo/had8ffNJfHx4eHr/9R0BIREzChfTh6ds7MnIKSipqGpsrLR09AyMTs83Cyo07GzsHDw8vBBAQEhGTcCF9IYCMnIKSiprG5kpLR8/AyMRss7By487GzvHiDHgpgICQiJiEC+lLAWTkFC+fjpKKmubl43GlpaNncDcyMbtZWLlxZ2PneHkGvBJAQEhETMKF9JUAsldPR05BSUVN80oALR09AyOT+9ntwsqNOxs7x6sz4LUAAkIiYhIupK8FvH46MnIKSipqmtcCaOnoGRiZmN0vrNy4s7FzvD4D3gggICQiJuFC+ubpeEdGTkFJRU3zRgAtHT0DIxOzzfJGADfubOwcb86AtwIICImISbi8fTzStwLIyCkoqahpbK60dPQMjEzMNgvrWwHc2dg53p4B7wUQEBIRk3B5L+C9ADJyCkoqahqbKy0dPQMjE7PNwvpeAHc2do73Z8CHp2//ERASEZN8eDoupB8ej3dk5BSUVNQ0NldaOnoGRiZmm4WV24fHb3c2dg4eHj4KICAkIib5KID0owAycgpKKmoamystHT0DIxOzzcLK7aMANnaOj2fAJwEEhETEJJ8EkH4SQEZOQUlFTWNzpaWjZ2BkYrZZWLl9EsDGzvHpDPgsgICQiJjkswDSzwLIyCkoqahpbK60dPQMjEzMNgsrt88C2Ng5Pp8BXwQQEBIRk3wRQPpFABk5BSUVNY3NlZaOnoGRidlmYeX2RQAbO8eXM+BZAAEhETHJswDSZwFk5BSUVNQ0NldaOnoGRiZmm4WV27MANnaO5zPgqwACQiJikq8CSL8KICOnoKSiprG50tLRMzAyMdssrNy+CmBj5/h6BnwXQEBIREzyXQDpdwFk5BSUVNQ0NldaOnoGRiZmm4WV23cBbOwc38+AHx4iAkIiYpIfj8eF9IeHiIycgpKKmsbmSktHz8DIxGyzsHL74SFiY+f4cT5EPwUQEBIRk3D5KeCnADJyCkoqahqbKy0dPQMjE7PNwvrTS8idjZ3j5xnwSwABIRExCZdfAn4JICOnoKSiprG50tLRMzAyMdssrL8EcGdj5/h1BvwWQEBIREzChfS3ADJyCkoqaprfAmjp6BkYmZhtlt++hty4s7Fz/D4D/gggICQiJuFC+sf/wB8B5BSUVNQ0fwTQ0tEzMDIxu19YuXFnY+f4cwb8FUBASERMwoX0rwCyvwIoKKmoaf4KoKWjZ2Bkcj+7XVi5cWdj5/h7BvwTQEBIREzChfSfADJyin8CqKhp/gmgpaNncDcyMbtZWLlxZ2Pn+HcGHAIICImISbiQHgLIyCkoqahpbK60dPQMjEzMNgsrN+5s7Bz8D7CNYP7zNzLVAAAAAElFTkSuQmCC';

const Rows = ({ children }: { readonly children: ReactElement[] }) =>
  children.map((child, i) => (
    <g key={i} transform={`translate(0 ${i * 120})`}>
      {child}
    </g>
  ));

/** Everything that portable SVG can say, in one picture of 640 × 480. */
export const allKinds = (
  <svg xmlns="http://www.w3.org/2000/svg" width={640} height={480} viewBox="0 0 640 480">
    <defs>
      <linearGradient id="ramp" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stopColor="#e69f00" />
        <stop offset="50%" stopColor="#14b88a" stopOpacity={0.6} />
        <stop offset="1" stopColor="rgb(86, 180, 233)" />
      </linearGradient>
      <linearGradient
        id="stripes"
        gradientUnits="userSpaceOnUse"
        x1={0}
        y1={0}
        x2={20}
        y2={0}
        spreadMethod="reflect"
        gradientTransform="rotate(30)"
      >
        <stop offset={0.2} stopColor="#ff7a2f" />
        <stop offset={0.8} stopColor="#56b4e9" />
      </linearGradient>
      <radialGradient id="glow" fx={0.3} fy={0.3}>
        <stop offset="0" stopColor="white" />
        <stop offset="1" stopColor="#e69f00" stopOpacity="0" />
      </radialGradient>
      <radialGradient id="disc" gradientUnits="userSpaceOnUse" cx={450} cy={60} r={50}>
        <stop offset="0.1" stopColor="#f0e442" />
        <stop offset="1" stopColor="#7a2f8f" />
      </radialGradient>
      <clipPath id="two">
        <circle cx={60} cy={60} r={40} />
        <rect x={70} y={40} width={60} height={50} transform="rotate(10 100 65)" />
      </clipPath>
      <clipPath id="hole">
        <path clipRule="evenodd" d="M200 10h100v100h-100zM225 35h50v50h-50z" />
      </clipPath>
    </defs>
    <rect width={640} height={480} fill="#0b1020" />
    <Rows>
      <g>
        <path d="M10 100C40 -40 90 140 140 20S180 90 190 60" fill="none" stroke="#dfe6f5" strokeWidth={6} />
        <path
          d="M200 100Q230 -30 260 60T320 50"
          fill="#14b88a"
          fillOpacity={0.5}
          stroke="#14b88a"
          strokeWidth={2}
        />
        <path
          d="M340 60a40 25 30 1 1 60 20 40 25 30 0 1 -60 -20zM350 20h30l-15 20z"
          fill="#e58fc0"
          fillRule="evenodd"
        />
        <circle
          cx={450}
          cy={60}
          r={45}
          fill="url(#disc)"
          stroke="#ffffff"
          strokeWidth={3}
          strokeOpacity={0.7}
        />
        <ellipse cx={570} cy={60} rx={60} ry={35} fill="url(#ramp)" transform="rotate(-15 570 60)" />
      </g>
      <g>
        <rect x={10} y={10} width={120} height={90} rx={18} fill="url(#stripes)" />
        <rect
          x={150}
          y={20}
          width={90}
          height={70}
          rx={30}
          ry={12}
          fill="none"
          stroke="#f0e442"
          strokeWidth={5}
          strokeDasharray="14 6 3"
          strokeDashoffset={5}
        />
        <line x1={260} y1={15} x2={340} y2={95} stroke="#22e0ff" strokeWidth={9} strokeLinecap="round" />
        <line
          x1={280}
          y1={15}
          x2={360}
          y2={95}
          stroke="#22e0ff"
          strokeWidth={9}
          strokeLinecap="square"
          opacity={0.4}
        />
        <polyline
          points="380,95 400,20 420,95 440,20 460,95"
          fill="none"
          stroke="#ff7a2f"
          strokeWidth={7}
          strokeLinejoin="bevel"
        />
        <polygon
          points="480,95 510,15 540,95"
          fill="#c0c8dc"
          stroke="#e69f00"
          strokeWidth={8}
          strokeMiterlimit={2}
        />
        <circle cx={595} cy={55} r={34} fill="none" stroke="#56b4e9" strokeWidth={6} strokeDasharray="10 8" />
      </g>
      <g>
        <g clipPath="url(#two)" opacity={0.8}>
          <rect width={180} height={120} fill="#56b4e9" />
          <circle cx={90} cy={60} r={30} fill="#e69f00" />
        </g>
        <rect x={190} width={120} height={120} fill="#e58fc0" clipPath="url(#hole)" />
        <g opacity={0.5} transform="translate(380 60) scale(1.5 1)">
          <circle cx={-20} r={30} fill="#e69f00" />
          <circle cx={20} r={30} fill="#14b88a" />
          <g opacity={0.6}>
            <rect x={-10} y={-40} width={20} height={80} fill="#ffffff" stroke="#7a2f8f" strokeWidth={6} />
          </g>
        </g>
        <circle cx={520} cy={60} r={55} fill="url(#glow)" />
        <path
          d="M590 20h.01M610 60h.01M590 100h.01"
          stroke="#f4f6fb"
          strokeWidth={16}
          strokeLinecap="round"
        />
      </g>
      <g>
        <image href={PNG} x={10} y={10} width={128} height={96} />
        <image href={PNG} x={160} y={10} width={150} height={60} preserveAspectRatio="none" opacity={0.7} />
        <g transform="matrix(0.8 0.3 -0.2 0.9 340 10)" fill="#f4f6fb" data-text="hi" data-size="60">
          <path d="M0 0h12v30c4-6 9-9 16-9 11 0 17 7 17 20v34h-12v-32c0-8-3-12-9-12-7 0-12 5-12 14v30h-12zM60 22h12v53h-12zM59 0h14v12h-14z" />
        </g>
        <rect x={460.5} y={20.25} width={60.3} height={60.6} fill="#14b88a" />
        <path d="M540 100L600 20" stroke="#dfe6f5" strokeWidth={0.6} />
        <path d="M560 100L620 20" stroke="url(#ramp)" strokeWidth={10} />
      </g>
    </Rows>
  </svg>
);

/**
 * A small film of 160 frames, three segments, in which things move, fade, come and go, and stand still.
 *
 * @param changed frames that look different than before
 */
export function smallFilm(changed: readonly number[] = []): {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly element: (frame: number) => ReactElement;
} {
  const element = (frame: number): ReactElement => {
    // Still from 20 to 29; a cut at 60.
    const t = frame >= 20 && frame < 30 ? 20 : frame;
    const x = 20 + t * 3;
    return (
      <svg xmlns="http://www.w3.org/2000/svg" width={320} height={180} viewBox="0 0 320 180">
        <defs>
          <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="#121a30" />
            <stop offset="1" stopColor="#2b3247" />
          </linearGradient>
          <clipPath id="window">
            <rect x={200} y={20} width={100} height={80} rx={10} />
          </clipPath>
        </defs>
        <rect width={320} height={180} fill={t < 60 ? '#0b1020' : '#fbfaf6'} />
        <rect x={200} y={20} width={100} height={80} fill="url(#sky)" />
        <path d="M10 150Q80 20 160 120T310 60" fill="none" stroke="#dfe6f5" strokeWidth={4} />
        <g clipPath="url(#window)">
          <circle cx={200 + t} cy={60} r={20} fill="#e69f00" />
        </g>
        {changed.includes(frame) && <rect x={20} y={150} width={90} height={20} fill="#56b4e9" />}
        {t % 20 < 10 && <rect x={30} y={20} width={40} height={20} fill="#14b88a" />}
        <g opacity={0.3 + (t % 7) / 10}>
          <circle cx={100} cy={60} r={24} fill="#e58fc0" />
          <circle cx={120} cy={70 + (t % 5)} r={24} fill="#56b4e9" />
        </g>
        <line x1={x - 30} y1={170} x2={x + 40} y2={90 + (t % 11)} stroke="#22e0ff" strokeWidth={3} />
        <circle
          cx={x}
          cy={120}
          r={12}
          fill="#f0e442"
          stroke="#ffffff"
          strokeWidth={2}
          opacity={t < 80 ? 1 : 0.5}
        />
      </svg>
    );
  };
  return { width: 320, height: 180, fps: 30, frames: 160, element };
}
