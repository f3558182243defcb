/** Ids that cases once had, each with the id that the case has now. */
export type Renames = Readonly<Record<string, string>>

/**
 * The ids of cases never change if that can be avoided; where one had to, its old id goes on working in baselines, patterns and lists.
 * When a case is renamed once more, its older lines are changed as well: the right side always is an id of today.
 */
export const renames: Renames = {}

/** The id of a case, and those that it once had. */
export const namesOf = (id: string, map: Renames): readonly string[] => [id, ...Object.keys(map).filter((old) => map[old] === id)]
