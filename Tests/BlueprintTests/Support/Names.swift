import Blueprint

/// GRDB has a `Statement` too, and the module's own name is taken by its main type.
typealias NamedStatement = Statement
