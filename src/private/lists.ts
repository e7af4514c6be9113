import { DefaultTokenResolver, StringConcat, Token, Tokenization, TokenizedStringFragments } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The texts of a list with their tokens, found without rendering them. Undefined where there is something else in it.
 */
export function textsIn(scope: IConstruct, list: unknown): string[] | undefined {
  const found = Tokenization.resolve(list, { scope, resolver: TEXTS_AS_THEY_ARE, preparing: false });
  return Array.isArray(found) && found.every(each => typeof each === 'string') ? found : undefined;
}

class ListResolver extends DefaultTokenResolver {
  constructor() {
    super(new StringConcat());
  }

  public resolveString(fragments: TokenizedStringFragments): string {
    return fragments.mapTokens({ mapToken: token => Token.asString(token) }).join(new StringConcat());
  }
}

const TEXTS_AS_THEY_ARE = new ListResolver();
