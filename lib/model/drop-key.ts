/** Names that programs give to files they have not finished, and hidden ones: never taken for an upload. */
export const isUnfinished = (name: string): boolean => /^[.~]|~$|\.(part|partial|tmp|crdownload|download|swp)$/i.test(name);

/** Whether a file below a merchant's prefix can be an upload: `a/b/c`, no segment empty, hidden or unfinished. */
export const isDropKey = (key: string): boolean => key.length <= 1000 && !key.split('/').some((segment) => segment === '' || isUnfinished(segment) || /[\\\0]/.test(segment));
