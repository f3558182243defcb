import type { Role } from '../../spec/clause.ts'
import { anchorOf } from '../html/markup.ts'

/** A case's id begins with its role already. */
export const caseAnchor = (id: string): string => anchorOf(`case/${id}`, 0)
export const mutantAnchor = (role: Role, id: string): string => anchorOf(`mutant/${role}/${id}`, 0)
export const clauseAnchor = (role: Role, id: string): string => anchorOf(`clause/${role}/${id}`, 0)

/** The drawing of a row, which the list shows once more. */
export const rowAnchor = (role: Role, y: number): string => `row-${role}-${y}`
