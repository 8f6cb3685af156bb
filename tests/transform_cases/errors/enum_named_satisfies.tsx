enum satisfies{b]}
