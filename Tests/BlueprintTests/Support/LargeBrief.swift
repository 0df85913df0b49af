import Brief

/// A brief of this many resources, each like the users brief's and referring to the one before: for measuring that the
/// design grows with the number of resources and no faster.
func largeBrief(resources count: Int) -> Brief {
    var brief = usersBrief()
    let user = brief.resources[0]
    for number in 1..<max(1, count) {
        var resource = user
        resource.name = "Thing\(number)"
        resource.path = "/things\(number)"
        resource.operations = Resource.Operation.allCases
        let target = number == 1 ? "User" : "Thing\(number - 1)"
        resource.fields.append(
            Field(name: "parent", type: .reference(target), isNullable: true, reference: Reference(target: target)))
        resource.permissions.append(Permission(operation: "create", rule: Rule.role("support")))
        brief.resources.append(resource)
    }
    return brief
}
