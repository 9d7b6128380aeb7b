/** A value that is there already, or comes. A look-up on one machine waits for nothing, and promises would cost it a good part of its speed. */
export type MaybePromise<T> = T | Promise<T>;

export const whenThere = <T, R>(value: MaybePromise<T>, use: (value: T) => MaybePromise<R>): MaybePromise<R> => (value instanceof Promise ? value.then(use) : use(value));
