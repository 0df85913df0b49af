import Source
import Synchronization
import Testing

@Suite struct ConcurrentTests {
    @Test(arguments: [0, 1, 2, 1000])
    func `A concurrent map gives what a map gives, in the same order`(count: Int) {
        let numbers = Array(0..<count)
        #expect(numbers.concurrentMap { String($0 * $0) } == numbers.map { String($0 * $0) })
    }

    @Test func `A value that many ask for at once is made once`() {
        let made = Mutex(0)
        let once = Once<Int>()
        let values = Array(0..<100).concurrentMap { _ in
            once.value {
                made.withLock { $0 += 1 }
                return 7
            }
        }
        #expect(values == Array(repeating: 7, count: 100))
        #expect(made.withLock { $0 } == 1)
    }
}
