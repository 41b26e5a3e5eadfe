/** The words of a text, for lists that are read as one. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);
