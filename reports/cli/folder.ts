import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder and those above it, one at a time: where a parent cannot be made, the recursive way of Node 20 may never return. */
export const makeFolder = (folder: string): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(resolve(folder)))
  mkdirSync(folder)
}
