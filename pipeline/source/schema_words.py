"""A JSON Schema as the models give it -> the same with the titles that clerks see in Japanese, in words of any validator."""

from __future__ import annotations

from pipeline.late.regex import regex

_END_OF_NAME = regex("[:：。、（]")
# A docstring: it speaks to those who read the code.
_ENGLISH = regex("[A-Za-z`]+[ ,.:;]|[^ぁ-んァ-ヶ一-龠]*$")


# Keywords that say something of values of one type alone (JSON Schema 2020-12, validation).
_OF_TYPE = {
    "string": ("pattern", "minLength", "maxLength", "format"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": ("items", "minItems", "maxItems", "uniqueItems", "prefixItems"),
    "object": ("properties", "required", "additionalProperties", "patternProperties", "minProperties"),
}


def of_single_types(schema: object) -> None:
    """Says a choice of types as a choice of schemas: strict validators take no list of types."""
    if isinstance(schema, list):
        for part in schema:
            of_single_types(part)
    if not isinstance(schema, dict):
        return
    for part in list(schema.values()):
        of_single_types(part)
    types = schema.get("type")
    if isinstance(types, list) and "anyOf" not in schema:
        del schema["type"]
        schema["anyOf"] = [
            {"type": name, **{key: schema.pop(key) for key in _OF_TYPE.get(name, ()) if key in schema}}
            for name in types
        ]


def in_japanese(schema: object) -> None:
    """Gives every part that bears the name of a class the first words of its description, or no title.

    Descriptions for those who read the code are left out: an editor would show them to a clerk.
    """
    if isinstance(schema, list):
        for part in schema:
            in_japanese(part)
    if not isinstance(schema, dict):
        return
    title, described = schema.get("title"), schema.get("description")
    if isinstance(title, str) and title.isascii():
        name = _END_OF_NAME.split(described)[0] if isinstance(described, str) else ""
        del schema["title"]
        if name and not name.isascii():
            schema["title"] = name
    if isinstance(described, str) and _ENGLISH.match(described):
        del schema["description"]
    for part in list(schema.values()):
        in_japanese(part)
