/** The rules, the picture and the list; the page around them is that of the reports. */
export const matrixStyle = `
:root { --kill: #c6281c; --echo: #eeb6aa; --home: #dcd5c8; --band: #f3f0ea; }
@media (prefers-color-scheme: dark) { :root { --kill: #ff7466; --echo: #74382f; --home: #41464d; --band: #1e2126; } }
html { scroll-padding-top: 1.5rem; }
body { max-width: 82rem; }
b { font-weight: 650; }
.red { color: var(--red); }
.banner .meaning { max-width: none; }
.rules { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem; margin-top: .75rem; }
.rule { padding: .8rem 1.1rem .95rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.rule p { color: var(--ink); }
.rule .score { color: inherit; font-size: 1.5rem; font-weight: 700; letter-spacing: -.01em; }
.rule .score span:last-child { font-size: 1.05rem; font-weight: 600; letter-spacing: 0; }
.rule.violation { border-color: var(--red); background: var(--red-tint); }
.gaps { max-height: 16rem; overflow: auto; margin-top: .5rem; font-weight: 600; }
.gap { color: var(--red); font-weight: 650; }
.role + .role { margin-top: 5rem; }
h3 { margin-top: 2.25rem; }
h3::first-letter { text-transform: capitalize; }

.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin-bottom: .5rem; font-size: .95rem; }
.legend i { display: inline-block; width: 1.5rem; height: .8rem; margin-right: .3rem; border-radius: 2px; vertical-align: -.05rem; }
i.kill { background: var(--kill); } i.echo { background: var(--echo); } i.home { background: var(--home); }
.plot { position: relative; overflow-x: auto; }
.plot svg { display: block; max-width: 100%; min-width: 46rem; height: auto; cursor: crosshair; outline-offset: -2px; }
.plot text { fill: var(--soft); font-size: 15px; font-weight: 500; }
.plot .side { text-anchor: end; dominant-baseline: central; }
.band { fill: var(--band); }
.gutter { fill: var(--paper); }
.lane { fill: transparent; }
a:hover > .lane { fill: var(--line); }
path.kill { fill: var(--kill); } path.echo { fill: var(--echo); } rect.home { fill: var(--home); }
.flag { fill: var(--red); }
.cross { fill: none; stroke: var(--ink); stroke-width: 1; pointer-events: none; }
.tip { position: absolute; z-index: 2; width: min(25rem, 90%); padding: .7rem .9rem .8rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); box-shadow: 0 6px 24px #0003; font-size: .9rem; line-height: 1.4; pointer-events: none; }
.tip p + p { margin-top: .45rem; }
.tip .dim { display: block; font-size: .8rem; }
.tip i { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: 2px; vertical-align: -.06rem; }
.tip i.green { background: none; border: 1px solid var(--soft); }

.clause { padding: 1rem 0 .9rem; border-top: 1px solid var(--line); }
h4 { font-size: 1rem; font-weight: 650; }
.says { max-width: 60rem; margin-bottom: .4rem; }
.says .dim { font-size: .85rem; white-space: nowrap; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.m > summary { display: grid; grid-template-columns: 13rem minmax(0, 1fr) clamp(10rem, 24vw, 20rem) 11.5rem; gap: 0 1rem; align-items: center; padding: .2rem .6rem; border-radius: 8px; }
.m > summary:hover { background: var(--sunk); }
.m:target > summary, .c:target { background: var(--grey-tint); }
.name { font-weight: 600; }
.strip { width: 100%; height: 14px; border-radius: 3px; background: var(--band); }
.m .n { font-size: .9rem; text-align: right; }
.m .n b { color: var(--kill); }
.m > p { padding: .25rem .6rem .9rem 14.6rem; font-size: .9rem; }
.share { display: inline-block; margin-right: .9rem; }
.own { font-weight: 650; }
.cases > summary { width: fit-content; padding: .2rem .6rem; border-radius: 8px; color: var(--link); font-size: .9rem; }
.cases > summary::before { content: '▸ '; }
.cases[open] > summary::before { content: '▾ '; }
.cases > summary:hover { background: var(--sunk); }
.c { padding: .35rem .6rem; border-radius: 8px; }
.c code { margin-left: .4rem; color: var(--soft); font-size: .8rem; }
.c p { color: var(--soft); font-size: .85rem; }

@media (max-width: 66rem) {
  .m > summary { grid-template-columns: minmax(0, 1fr) auto; padding-block: .4rem; }
  .what, .strip { grid-column: 1 / -1; }
  .m .n { grid-row: 1; grid-column: 2; }
  .m > p { padding-left: .6rem; }
  .says .dim { white-space: normal; }
}
@media (max-width: 44rem) { body { padding: 1rem 1rem 3rem; } .banner { padding: 1.1rem 1.15rem 1.2rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .clause { break-inside: avoid-page; } }
`
