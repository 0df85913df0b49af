/// Going on after the process that held the leases has died.
extension Engine {
    /// Settles every lease that has no result: a task whose commit is there is finished, any other is put back and may
    /// be performed again. Nobody else holds a lease: the workspace is locked to one process.
    func recover() async throws {
        for held in state.tasks where held.isRunning {
            if held.status == .committing,
                let commit = try await workspace.commit(with: trailers(held.task, held.epoch))
            {
                try finish(held.task, held.epoch, commit)
            } else {
                try await putBack(held.task)
                try append(.taskReleased(task: held.id, epoch: held.epoch))
            }
        }
    }
}
