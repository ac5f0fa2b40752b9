extension Journal {
    /// Returns why a gateway could not continue with a file; nil if it could, or if there is none yet. Nothing is written, made or
    /// locked, so that it can be asked beside a gateway that runs. The file is not looked through.
    ///
    /// - Parameter path: of a regular file or a folder that this user may read.
    /// - Returns: `newer`, `refused` for a folder or the database of another program, or `corrupt` for what is no database at all:
    ///   a gateway would rename that and begin a new one.
    public static func obstacle(at path: String) -> JournalError? {
        do {
            try refuseFolder(path)
            try Schema.refuseNewer(path: path, makesNothing: true)
            return nil
        } catch {
            return JournalError(error, file: path)
        }
    }
}
