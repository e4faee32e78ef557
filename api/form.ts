import type { FactSpec } from '../domain/eligibility';

/** A form of the facts that conditions need, as JSON Schema with Chinese titles, so that any client can draw it. */
export const formOf = (facts: readonly FactSpec[], required: readonly FactSpec[]): Record<string, unknown> => ({
  type: 'object',
  properties: Object.fromEntries(facts.map((fact) => [fact.key, fieldOf(fact)])),
  required: required.map(({ key }) => key),
  additionalProperties: false,
});

function fieldOf({ title, type, choices, columns = [] }: FactSpec): Record<string, unknown> {
  switch (type) {
    case 'date':
      return { title, type: 'string', format: 'date' };
    case 'number':
      return { title, type: ['number', 'string'] };
    case 'text':
      return { title, type: 'string', minLength: 1, maxLength: 2000 };
    case 'boolean':
      return { title, type: 'boolean' };
    case 'choice':
      return choices
        ? { title, oneOf: choices.map((choice) => ({ const: choice.value, title: choice.title })) }
        : { title, type: 'string', minLength: 1 };
    case 'list':
      return {
        title,
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          properties: Object.fromEntries(columns.map((column) => [column.key, fieldOf(column)])),
          required: columns.filter(({ optional }) => optional !== true).map(({ key }) => key),
          additionalProperties: false,
        },
      };
  }
}
