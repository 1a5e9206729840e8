"""The step *Drivers*: by what each pool is shared, and everybody's value behind it."""
