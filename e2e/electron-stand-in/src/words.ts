/** The words of a text, for lists written as one string. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);
