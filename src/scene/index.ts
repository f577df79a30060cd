/**
 * Drawing as portable SVG: what a scene draws on, the moment it draws, how it is arranged, and the parts of a picture. Pure.
 *
 * @module lossreel/scene
 */

export type { Interval } from '../sim/interval.ts';
export { movedApart } from './apart.ts';
export { arrange, cells, column, cut, type Layout, row } from './arrange.ts';
export { type Shot, seenAt, shotBetween, wholeShot } from './camera.ts';
export { contourPath, type Grid, sampleField } from './contour.ts';
export { polyline, sample } from './curve.ts';
export { edgePath } from './edges.ts';
export type { EquationSlot, Typeset } from './equation.ts';
export { doubleWellFormula, SURFACE_FORMULAS, UPDATE_RULES } from './formulas.ts';
export { type GrowingPath, growingPath, grownTo } from './growing-path.ts';
export { alongHop, type Hop, hop, hopPath } from './hop.ts';
export { type MapView, mixView, nearView, wholeMap } from './map-view.ts';
export { type Moment, moment } from './moment.ts';
export { FRONT, type Orbit, orbiting, type Spot } from './orbit.ts';
export { Arrow } from './parts/Arrow.tsx';
export { AXIS_MARGIN, Axes, Clipped, insidePanel, type PlotArea } from './parts/Axes.tsx';
export { type Bar, BarChart } from './parts/BarChart.tsx';
export { type Callout, Callouts } from './parts/Callouts.tsx';
export { Camera } from './parts/Camera.tsx';
export type { Mark } from './parts/ChartMarks.tsx';
export { Code, type CodeMark } from './parts/Code.tsx';
export { Contours, type Region } from './parts/Contours.tsx';
export { Countdown } from './parts/Countdown.tsx';
export type { Series } from './parts/chart-line.tsx';
export { classInk, DecisionRegions, LabelledPoints, squareArea } from './parts/DecisionMap.tsx';
export {
  Equation,
  type EquationExtent,
  type EquationStyle,
  equationExtent,
  type PieceStyle,
} from './parts/Equation.tsx';
export { each } from './parts/each.tsx';
export { Fade } from './parts/Fade.tsx';
export { FitPlot } from './parts/FitPlot.tsx';
export { FittedCurves, type LatestFit } from './parts/FittedCurves.tsx';
export { ForwardPass, type PassedLayer } from './parts/ForwardPass.tsx';
export { Glow, GlowingPath } from './parts/Glow.tsx';
export { Graph, type GraphLayer, unitPlace, WeightedLinks } from './parts/Graph.tsx';
export { Heatmap } from './parts/Heatmap.tsx';
export { HopTrail } from './parts/HopTrail.tsx';
export { LayerChart, type LayerLine } from './parts/LayerChart.tsx';
export { Leaderboard, LineUp, leaderboardHeight, type Standing } from './parts/Leaderboard.tsx';
export { Ledger, type LedgerRow } from './parts/Ledger.tsx';
export { ClassKey, type LegendEntry, legend, type PlacedLegend, type Sign, sign } from './parts/Legend.tsx';
export { LineChart, type Ring } from './parts/LineChart.tsx';
export {
  type CurveArea,
  type CurveMark,
  type CurveWindow,
  curveArea,
  LossCurve,
  mixWindow,
} from './parts/LossCurve.tsx';
export { Marker, RunMarker } from './parts/Marker.tsx';
export {
  edgePlace,
  type GraphGround,
  type NumberEdge,
  NumberGraph,
  type NumberUnit,
  numberPlace,
  type Traveller,
} from './parts/NumberGraph.tsx';
export { Panel } from './parts/Panel.tsx';
export { ParameterMap, windowArea } from './parts/ParameterMap.tsx';
export { type CloudShowing, PointCloud } from './parts/PointCloud.tsx';
export { Pulse, Tag } from './parts/Pointer.tsx';
export { RadarChart } from './parts/RadarChart.tsx';
export { type Reading, Readouts } from './parts/Readouts.tsx';
export { type NamedRun, runName } from './parts/RunName.tsx';
export { type LanedSearch, reachedTrials, SearchChart } from './parts/SearchChart.tsx';
export { Shade } from './parts/Shade.tsx';
export { Sheet } from './parts/Sheet.tsx';
export { Shortcut } from './parts/Shortcut.tsx';
export { SideTitle } from './parts/SideTitle.tsx';
export { SlopeCurve } from './parts/SlopeCurve.tsx';
export { type StackedBar, StackedBars } from './parts/StackedBars.tsx';
export { SurfaceChord } from './parts/SurfaceChord.tsx';
export {
  type MapArea,
  mapArea,
  type Relief,
  reliefOf,
  SurfaceBands,
  SurfaceMap,
} from './parts/SurfaceMap.tsx';
export { SurfacePlot } from './parts/SurfacePlot.tsx';
export { SurfaceTrails } from './parts/SurfaceTrails.tsx';
export { Box, Cross, Dot, Line, type Paint, Path } from './parts/shapes.tsx';
export { Tangent } from './parts/Tangent.tsx';
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
export { focusLast, type Trailed, Trails, trail } from './parts/Trails.tsx';
export { type NodeLook, nodePlaces, TreeDiagram } from './parts/TreeDiagram.tsx';
export { UnitMap } from './parts/UnitMap.tsx';
export { mixSketch, RateOval, sketchOf, UpdateArrows, type UpdateSketch } from './parts/UpdateArrows.tsx';
export { UpdateCard, type UpdateWords } from './parts/UpdateCard.tsx';
export { pngUrl, type Raster, stacked } from './png.ts';
export { px } from './px.ts';
export { channels, mixColour, ramp } from './ramp.ts';
export { contains as encloses, inset, mixRect, nearest, type Place, type Rect, squareIn } from './rect.ts';
export {
  decades,
  following,
  linearScale,
  logScale,
  logTicks,
  type Scale,
  ticks,
} from './scale.ts';
export { createStage, FORMAT_NAMES, FORMATS, type Format, SIZE, type Stage } from './stage.ts';
export { heightOf, type OnSurface, onSurface, type SurfaceView, swaying } from './surface-view.ts';
export {
  type Colour,
  classColour,
  classMark,
  type Role,
  runColour,
  runDash,
  THEME_NAMES,
  THEMES,
  type Theme,
} from './theme.ts';
export { type PlacedNode, treeLayout } from './tree-layout.ts';
export type { Typeface, Typefaces, Weight } from './type/typeface.ts';
