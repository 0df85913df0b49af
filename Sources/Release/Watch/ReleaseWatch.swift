/// What the supervisor's process carries, so that it is found.
public enum ReleaseWatch {
    /// Added to its environment.
    public static func environment(of store: ReleaseStore) -> [String: String?] {
        ReleaseMark(folder: store.folder).environment(ReleaseMark.watch)
    }
}
