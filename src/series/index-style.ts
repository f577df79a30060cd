/** Styles of `index.html`: one column on a phone, dark or light like the reader's system. Avoids `<>&"`, which React would escape. */
export const pageStyle = `
:root { --ground: #fbfaf6; --panel: #f0eee6; --text: #161a26; --quiet: #4c5468; --link: #0a5c94; --trouble: #a83e00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0b1020; --panel: #121a30; --text: #f4f6fb; --quiet: #a9b4cc; --link: #56b4e9; --trouble: #ff7a2f; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 70rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; }
h2 { margin: 2.5rem 0 1rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .25rem 0; }
header p, .film p, time { color: var(--quiet); }
a { color: var(--link); }
nav ol { padding-left: 1.5rem; }
.film { display: grid; gap: 1rem; margin: 0 0 1rem; padding: 1rem; border-radius: .75rem; background: var(--panel); }
.film div { min-width: 0; }
.trouble { border-left: .3rem solid var(--trouble); }
.trouble strong { color: var(--trouble); }
video { display: block; width: 100%; height: auto; border-radius: .4rem; background: #000; }
.portrait video { max-width: 20rem; }
.chapters, .links { list-style: none; margin: .75rem 0; padding: 0; }
.chapters time { display: inline-block; min-width: 3.2em; font-variant-numeric: tabular-nums; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.hash { font-size: .8rem; }
code { overflow-wrap: anywhere; }
@media (min-width: 48rem) {
  .film.landscape, .film.square { grid-template-columns: 3fr 2fr; }
  .film.portrait { grid-template-columns: 20rem 1fr; }
}
`;
