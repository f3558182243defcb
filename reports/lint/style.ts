/** What a lint has beyond the other pages. */
export const lintStyle = `
.nothing-to-lint { --tint: var(--amber-tint); --tone: var(--amber); }
.findings .head { display: grid; grid-template-columns: 1.4rem 3.9rem minmax(0, 1fr) auto; gap: 0 .5rem; align-items: baseline; padding: .75rem 1rem .2rem; }
.findings .body { padding: 0 1.25rem .75rem 7.3rem; }
.findings .level, .remarks .level { white-space: nowrap; overflow-wrap: normal; }
.findings .foot { margin-top: .2rem; }
.stream .wire { margin-top: .5rem; }
.stream td { scroll-margin-top: 1rem; }
.stream .wire :is(th, td):nth-child(2) { width: auto; text-align: left; }
.stream .wire :is(th, td):first-child { width: 3.5rem; white-space: nowrap; overflow-wrap: normal; }
.stream .bytes { display: inline; }
.stream .reading { margin-top: .05rem; }
.remarks li { display: grid; grid-template-columns: 1.4rem 4rem minmax(0, 1fr) auto; gap: 0 .3rem; align-items: baseline; margin: .25rem 0; padding: .3rem .5rem; border-radius: 8px; background: var(--sunk); font-size: .9rem; }
.remarks .level { font-weight: 700; color: inherit; }
.remarks .message { color: var(--ink); }
.remarked > td { background: linear-gradient(var(--mark), var(--mark)) left / 3px 100% no-repeat; }
.remarked > td + td { background: none; }
.left-out td { color: var(--soft); font-style: italic; text-align: center !important; background: var(--sunk); }
tr:target { outline: 2px solid var(--link); outline-offset: -2px; border-radius: 6px; }
.only { display: inline-flex; gap: .4rem; align-items: center; font-size: .9rem; color: var(--soft); }
.stream:has(#only:checked) tbody tr:not(.remarked) { display: none; }
@media (max-width: 44rem) {
  .findings .head, .remarks li { grid-template-columns: 1.4rem 4rem minmax(0, 1fr); }
  .findings .head .title, .findings .head .id, .remarks .message, .remarks .id { grid-column: 1 / -1; text-align: left; }
  .findings .body { padding-left: 1rem; }
}
`
