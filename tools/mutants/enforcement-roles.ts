import { Mutant, mutantsOf } from './mutant';

/* What trust policies demand of whoever assumes a role. */

const CONDITIONS = 'src/enforcement/mfa-conditions.ts';
const STATEMENT = 'src/enforcement/mfa-trust-statement.ts';
const PRINCIPAL = 'src/enforcement/mfa-principal.ts';
const ROLE = 'src/enforcement/mfa-enforced-role.ts';
const BOUNDARY_AND_ROLES = 'test/proofs/boundary-and-roles';
const WAYS = 'test/proofs/ways-around';
/** What is refused has no document that the engine could be asked about; of grants the tests look at the statement. */
const PRINCIPAL_REFUSALS = 'test/enforcement/mfa-principal.test';
const ROLE_REFUSALS = 'test/enforcement/mfa-enforced-role.test';

const PRESENT = "values.some(isPresentInBool) ? {} : { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }";
const NEW_AGE = "return { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': asked } };";
const DEMAND = 'demandMfa(merge(demandMfa(statement.conditions), more), maxMfaAge)';
const WITH_CONDITIONS = 'const copy = new MfaPrincipal(this.wrapped, { maxMfaAge: this.maxMfaAge });';
const WITH_TAGS = 'const copy = new MfaPrincipal(new SessionTagsPrincipal(this.wrapped), { maxMfaAge: this.maxMfaAge });';
const FRAGMENT = 'demandMfa(merge(conditions, this.conditions), this.maxMfaAge)';

export const roleMutants: Mutant[] = [
  ...mutantsOf(CONDITIONS, [BOUNDARY_AND_ROLES], {
    'role: MFA not demanded': [PRESENT, '{}'],
    'role: BoolIfExists for Bool': [PRESENT, PRESENT.replace('{ Bool:', '{ BoolIfExists:')],
    'role: age not demanded': ['maxMfaAge ? ageCondition(values, secondsAsText(maxMfaAge)) : {}', '{}'],
    'role: NumericLessThan for NumericLessThanEquals': [NEW_AGE, NEW_AGE.replace('NumericLessThanEquals', 'NumericLessThan')],
    'role: NumericGreaterThanEquals for NumericLessThanEquals': [NEW_AGE, NEW_AGE.replace('NumericLessThanEquals', 'NumericGreaterThanEquals')],
  }),
  ...mutantsOf(CONDITIONS, [WAYS], {
    'role: NumericLessThanEqualsIfExists for NumericLessThanEquals': [NEW_AGE, NEW_AGE.replace('NumericLessThanEquals', 'NumericLessThanEqualsIfExists')],
    'role: of two ages the larger holds': ['Math.min(', 'Math.max('],
    'role: of two ages the first holds': ['{ ...result[operator], ...block as object }', '{ ...block as object, ...result[operator] }'],
    'role: of two ages the later holds': ['if (!existing) {', 'if (true) {'],
    'role: conditions of one operator replace each other': ['{ ...result[operator], ...block as object }', 'block'],
    'role: MFA in any operator is enough': ["return operator === 'Bool' && key", 'return key'],
    'role: a Bool condition of any key is enough': ["return operator === 'Bool' && key.toLowerCase() === PRESENT", "return operator === 'Bool'"],
  }),
  ...mutantsOf(STATEMENT, [BOUNDARY_AND_ROLES], {
    'trust statement: MFA dropped': [DEMAND, 'merge(statement.conditions, more)'],
    'trust statement: age dropped': [DEMAND, 'demandMfa(merge(demandMfa(statement.conditions), more))'],
    'trust statement: conditions added later dropped': ['super.addCondition(operator, block);\n', 'if (!this.complete) { super.addCondition(operator, block); }\n'],
  }),
  ...mutantsOf(STATEMENT, [WAYS], {
    'trust statement: conditions of the principal dropped': [DEMAND, 'demandMfa(more, maxMfaAge)'],
    'trust statement: conditions around the principal dropped': [DEMAND, 'demandMfa(statement.conditions, maxMfaAge)'],
  }),
  ...mutantsOf(PRINCIPAL, [BOUNDARY_AND_ROLES], {
    'principal: MFA not demanded': ['this.target.addStatements(this.demand(statement))', 'this.target.addStatements(statement)'],
    'principal: age not demanded': ['new MfaTrustStatement(statement, this.conditions, this.maxMfaAge)', 'new MfaTrustStatement(statement, this.conditions)'],
  }),
  ...mutantsOf(ROLE, [BOUNDARY_AND_ROLES], {
    'role: its age not handed on': ['new MfaPrincipal(props.assumedBy, { maxMfaAge })', 'new MfaPrincipal(props.assumedBy)'],
    'role: not wrapped': ['new MfaPrincipal(props.assumedBy, { maxMfaAge })', 'props.assumedBy'],
  }),
  ...mutantsOf(PRINCIPAL, [WAYS], {
    'principal with session tags: MFA lost': ['const copy = new MfaPrincipal(new SessionTagsPrincipal(this.wrapped), { maxMfaAge: this.maxMfaAge });\n    copy.conditions = this.conditions;\n    return copy;', 'return new SessionTagsPrincipal(this.wrapped);'],
    'principal with session tags: age lost': [WITH_TAGS, WITH_TAGS.replace(', { maxMfaAge: this.maxMfaAge }', '')],
    'principal with conditions: age lost': [WITH_CONDITIONS, WITH_CONDITIONS.replace(', { maxMfaAge: this.maxMfaAge }', '')],
    'principal with conditions: they are lost': ['copy.conditions = merge(this.conditions, conditions);', ''],
    'principal in a statement of one\'s own: MFA not demanded': [FRAGMENT, 'merge(conditions, this.conditions)'],
    'principal in a statement of one\'s own: age not demanded': [FRAGMENT, FRAGMENT.replace(', this.maxMfaAge', '')],
  }),
  ...mutantsOf(CONDITIONS, [PRINCIPAL_REFUSALS], {
    'refusal: conditions that contradict MFA': ['if (contradiction) {', 'if (false) {'],
    'refusal: Null true taken for MFA': ["operator.toLowerCase() === 'null' ? 'false' : 'true'", "'true'"],
    'refusal: one of several values is enough': ['.some(text => String(text).toLowerCase() !== withMfa)', '.every(text => String(text).toLowerCase() !== withMfa)'],
  }),
  ...mutantsOf(PRINCIPAL, [PRINCIPAL_REFUSALS], {
    'principal: what a grant allows needs no MFA': ['statement.copy({ conditions: demandMfa(statement.conditions, this.maxMfaAge) })', 'statement'],
  }),
  ...mutantsOf(STATEMENT, [PRINCIPAL_REFUSALS], {
    'refusal: conditions that change the demand later': ['if (this.complete) {', 'if (false) {'],
  }),
  ...mutantsOf(CONDITIONS, [ROLE_REFUSALS], {
    'check at synthesis: every statement demands MFA': ['if (!present || values.some(contradictsMfa)) { return false; }', ''],
    'check at synthesis: BoolIfExists is enough': ["operator.toLowerCase() === 'bool' && key", '/^bool/i.test(operator) && key'],
    'check at synthesis: one of several values is enough': ['!present || values.some(contradictsMfa)', '!present'],
    'check at synthesis: any age is enough': ['isAtMost(value, maxMfaAge))', 'true)'],
  }),
];
