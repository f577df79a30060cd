/**
 * Drawing as portable SVG: what a scene draws on, the moment it draws, how it is arranged, and the parts of a picture. Pure.
 *
 * @module lossreel/scene
 */
export { movedApart } from './apart.ts';
export { arrange, cells, column, cut, type Layout, row } from './arrange.ts';
export { type Shot, seenAt, shotBetween, wholeShot } from './camera.ts';
export { contourPath, type Grid, sampleField } from './contour.ts';
export { polyline, sample } from './curve.ts';
export type { EquationSlot, Typeset } from './equation.ts';
export { type GrowingPath, growingPath, grownTo } from './growing-path.ts';
export { type Moment, moment } from './moment.ts';
export { FRONT, type Orbit, orbiting, type Spot } from './orbit.ts';
export { Arrow } from './parts/Arrow.tsx';
export { AXIS_MARGIN, Axes, Clipped, insidePanel, type PlotArea } from './parts/Axes.tsx';
export { type Bar, BarChart } from './parts/BarChart.tsx';
export { Camera } from './parts/Camera.tsx';
export { Code, type CodeMark } from './parts/Code.tsx';
export { Contours, type Region } from './parts/Contours.tsx';
export {
  Equation,
  type EquationExtent,
  type EquationStyle,
  equationExtent,
  type PieceStyle,
} from './parts/Equation.tsx';
export { each } from './parts/each.tsx';
export { Fade } from './parts/Fade.tsx';
export { Glow, GlowingPath } from './parts/Glow.tsx';
export { Graph, type GraphLayer, unitPlace } from './parts/Graph.tsx';
export { Heatmap } from './parts/Heatmap.tsx';
export { type LegendEntry, legend, type PlacedLegend, type Sign, sign } from './parts/Legend.tsx';
export { LineChart, type Mark, type Series } from './parts/LineChart.tsx';
export { Marker } from './parts/Marker.tsx';
export { Panel } from './parts/Panel.tsx';
export { type Reading, Readouts } from './parts/Readouts.tsx';
export { Sheet } from './parts/Sheet.tsx';
export { Box, Cross, Dot, Line, type Paint, Path } from './parts/shapes.tsx';
export {
  type Anchor,
  rowWidth,
  sizeOf,
  type TextBlock,
  type TextPart,
  type TextStyle,
  text,
  textBlock,
  textRow,
  textWidth,
} from './parts/Text.tsx';
export { TitleCard, titleEnd } from './parts/TitleCard.tsx';
export { pngUrl, type Raster, stacked } from './png.ts';
export { px } from './px.ts';
export { channels, mixColour, ramp } from './ramp.ts';
export { contains as encloses, inset, mixRect, type Place, type Rect, squareIn } from './rect.ts';
export { decades, type Interval, linearScale, logScale, logTicks, type Scale, ticks } from './scale.ts';
export { createStage, FORMAT_NAMES, FORMATS, type Format, SIZE, type Stage } from './stage.ts';
export {
  type Colour,
  classColour,
  type Role,
  runColour,
  runDash,
  THEME_NAMES,
  THEMES,
  type Theme,
} from './theme.ts';
export type { Typeface, Typefaces, Weight } from './type/typeface.ts';
