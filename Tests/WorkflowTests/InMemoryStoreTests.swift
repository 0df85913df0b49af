import Testing
import WorkflowDoubles

@Suite struct InMemoryStoreTests {
    @Test(arguments: RunStoreConformance.all.indices)
    func `The double does what every run store must do`(_ index: Int) throws {
        try RunStoreConformance.all[index].check(InMemoryStore())
    }
}
