/** Taxonomy code -> the codes and fixed phrases of one platform family that mean it. */
export type CodeMap = Readonly<Partial<Record<string, readonly string[]>>>;
