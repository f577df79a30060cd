/** Words that English and German share. */
const SHARED =
  /^(AdaGrad|AdamW?|Momentum|Nesterov|RMSprop|SGD|Rosenbrock|Beale|Himmelblau|Gradient|Minimum|Minima|Rate|Start|Training|Dropout|[Ww]eight|[Dd]ecay|log)$/;

/** The words of three letters or more that belong to one language alone. */
export const ownWords = (words: string): readonly string[] =>
  words.split(/[^\p{L}’-]+/u).filter((word) => word.length > 2 && !SHARED.test(word));
