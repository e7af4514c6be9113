import { FilterPatternError } from './error';

// "Supported regex syntax" in https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html;
// the space is in its examples.
const FOREIGN = /[^A-Za-z0-9:_#=@/;,\- ^$?[\]{}|\\*+.]/;

export function compileRegex(source: string, position = 0): RegExp {
  const foreign = FOREIGN.exec(source);
  if (foreign) {
    throw new FilterPatternError(`unexpected ${foreign[0]} in a regular expression`, position + 1 + foreign.index);
  }
  try {
    // the service lets the lower bound of {m,n} be omitted
    return new RegExp(source.replace(/\\.|\{,/g, found => found === '{,' ? '{0,' : found));
  } catch (error) {
    throw new FilterPatternError(`expected a valid regular expression, got %${source}% (${(error as Error).message})`, position);
  }
}
