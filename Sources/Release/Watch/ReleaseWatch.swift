/// What the supervisor's process carries, so that it is found.
public enum ReleaseWatch {
    /// As changes to this process's environment.
    public static func environment(of store: ReleaseStore) -> [String: String?] {
        Surroundings.hidden().merging(ReleaseMark(folder: store.folder).environment(ReleaseMark.watch)) { $1 }
    }
}
