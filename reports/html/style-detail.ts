/** Verdicts, comparisons and wire logs; small screens and paper. */
export const detailStyle = `
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.v > summary, a.v { display: grid; grid-template-columns: 1.4rem 3.9rem minmax(0, 1fr) auto; gap: 0 .5rem; align-items: baseline; padding: .28rem .6rem; border-radius: 8px; color: inherit; text-decoration: none; }
.v > summary:hover, a.v:hover { background: var(--sunk); }
.level { color: var(--soft); font-size: .75rem; letter-spacing: .04em; text-transform: uppercase; }
.id { color: var(--soft); font-size: .8rem; text-align: right; }
.pass .title { color: var(--ink); }
.topic details[open] > summary { background: var(--sunk); }
.body { padding: .35rem .6rem 1rem 6.9rem; }
.findings > .v { margin: .6rem 0; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.findings > .v > summary { padding: .75rem 1rem; border-radius: 12px; }
.findings .title { font-weight: 600; }
.findings .level { font-weight: 700; }
.findings .violation .level { color: var(--red); } .findings .warning .level, .findings .error .level { color: var(--amber); } .findings .note .level, .findings .known .level { color: var(--blue); }
.excuse { margin: .2rem 0 .8rem; padding: .7rem .95rem; border-left: 3px solid var(--blue); background: var(--sunk); border-radius: 0 8px 8px 0; }
.terms { color: var(--soft); font-size: .9rem; }
.obsolete li { padding: .75rem 0; border-top: 1px solid var(--line); }
.obsolete li:first-child { border-top: 0; padding-top: 0; }
.obsolete b { color: var(--red); text-transform: uppercase; font-size: .8rem; letter-spacing: .04em; margin-right: .5rem; }
.findings .body { padding: .1rem 1.25rem 1.1rem; }
h5 { margin: 1.1rem 0 .25rem; color: var(--soft); font-size: .825rem; font-weight: 500; }
.reason, .hint { white-space: pre-wrap; max-width: 50rem; }
.blame { margin-bottom: .4rem; }
.foot { margin-top: 1rem; color: var(--soft); font-size: .85rem; }
.clause { margin-top: 1.1rem; padding: .7rem .95rem; border-radius: 8px; background: var(--sunk); font-size: .95rem; }
.clause p + p { margin-top: .2rem; color: var(--soft); font-size: .85rem; }
pre { max-height: 22rem; overflow: auto; padding: .7rem .95rem; border-radius: 8px; background: var(--sunk); white-space: pre-wrap; line-height: 1.5; tab-size: 4; }
.copy { position: relative; }
.copy pre { padding-right: 5.5rem; }
.copy button { position: absolute; top: .35rem; right: .35rem; padding: .2rem .6rem; font-size: .85rem; }

table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th { color: var(--soft); font-size: .825rem; font-weight: 500; text-align: left; }
.cmp { table-layout: fixed; margin-top: .8rem; border: 1px solid var(--line); border-radius: 8px; border-collapse: separate; border-spacing: 0; overflow: hidden; }
.cmp th, .cmp td { padding: .35rem .75rem; vertical-align: top; border-top: 1px solid var(--line); }
.cmp th { border-top: 0; background: var(--sunk); }
.cmp td + td, .cmp th + th { border-left: 1px solid var(--line); }
.cmp .sep td { padding-block: .2rem; background: var(--sunk); color: var(--soft); font-size: .8rem; }
.line { max-height: 18rem; overflow: auto; padding-left: 1.2em; text-indent: -1.2em; line-height: 1.6; }
.line i, .bytes i { color: var(--link); font-style: normal; }
.text .lf::after { content: '\\A'; white-space: pre; }
.f { margin-right: .6em; } .f b { color: var(--soft); font-weight: 400; }
.f:last-child { margin-right: 0; }
.line s, .bytes s { color: var(--soft); text-decoration: none; }
q, .f b { white-space: pre-wrap; }
q { quotes: '"' '"'; } q::before, q::after { color: var(--soft); }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: .05em .12em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
mark i, mark q::before, mark q::after { color: inherit; }
mark.gap { padding: .05em .1em; }
.same .line, .same b, .same i { color: var(--soft); }
.none { color: var(--soft); font-style: italic; }

.wire { margin-top: 1.1rem; }
.wire > summary, .skips summary { width: fit-content; color: var(--link); font-size: .875rem; }
.wire > summary::before, .skips summary::before, .topic > summary::before { content: '▸'; display: inline-block; width: 1.1em; color: var(--soft); }
.wire[open] > summary::before, .skips [open] > summary::before, .topic[open] > summary::before { content: '▾'; }
.wire table { margin-top: .4rem; }
.wire p { margin-top: .4rem; font-size: .875rem; }
.wire th, .wire td { padding: .25rem .5rem; vertical-align: baseline; border-top: 1px solid var(--line); }
.wire th { border-top: 0; }
.wire :is(th, td):first-child { width: 3.5rem; padding-left: 0; text-align: right; color: var(--soft); }
.wire :is(th, td):nth-child(2) { width: 2rem; text-align: center; }
.wire tr.received { background: var(--sunk); }
.bytes { display: block; max-height: 12rem; overflow: auto; white-space: pre-wrap; }
.bytes em { color: var(--soft); font-family: system-ui, sans-serif; }
.reading { display: block; max-height: 6rem; overflow: auto; color: var(--soft); font-size: .85rem; }

.skips li { padding: .75rem 0; border-top: 1px solid var(--line); }
.skips li:first-child { border-top: 0; padding-top: 0; }
.skips details { margin-top: .2rem; }
.unlock span { color: var(--soft); }
.topic { border-top: 1px solid var(--line); }
.topic > summary { display: flex; align-items: baseline; gap: .25rem; padding: .5rem .2rem; }
.topic > summary:hover { background: var(--sunk); }
.topic h4 { flex: 1; font-size: 1rem; font-weight: 600; }
.topic > summary .n { margin-left: .8rem; font-size: .925rem; }
.topic[open] { padding-bottom: .8rem; }
.setup { margin-top: 1rem; }

@media (max-width: 44rem) {
  body { padding: 1rem 1rem 3rem; }
  .banner { padding: 1.1rem 1.15rem 1.2rem; }
  .index a { grid-template-columns: 1fr; }
  .topics { grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: .4rem; }
  .tools { position: static; }
  html { scroll-padding-top: 1rem; }
  .v > summary, a.v { grid-template-columns: 1.2rem minmax(0, 1fr); padding-block: .4rem; }
  .v .level { position: absolute; right: 100%; clip-path: inset(100%); }
  .findings .level { position: static; clip-path: none; }
  .findings .title, .findings .id { grid-column: 2; }
  .id { grid-column: 2; text-align: left; }
  .body { padding: .35rem .6rem 1rem 2.3rem; }
  .findings .body { padding: 0 1rem 1rem; }
  .cmp, .cmp thead, .cmp tbody, .cmp tr, .cmp td { display: block; }
  .cmp:not(.one) thead { display: none; }
  .cmp th { display: block; }
  .cmp tr + tr, .cmp.one tbody tr { border-top: 1px solid var(--line); }
  .cmp td, .cmp td + td { border: 0; padding-block: .3rem; }
  .cmp td[data-side]::before { content: attr(data-side); display: block; color: var(--soft); font-size: .75rem; }
  .cmp .same td + td { display: none; }
  .cmp .same td::before { content: 'both'; }
  .wire :is(th, td):first-child { width: 2.2rem; }
}
@media print {
  :root { --paper: #fff; --sunk: #f6f6f6; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .tools, .copy button { display: none !important; }
  .banner, .bar, mark, .clause, .v { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .findings > .v, .banner, .cmp tr, .skips li { break-inside: avoid-page; }
  h3, summary { break-after: avoid; }
  pre, .line, .bytes, .reading { max-height: none; overflow: visible; }
  .clause a::after { content: ' ' attr(href); }
}
`
