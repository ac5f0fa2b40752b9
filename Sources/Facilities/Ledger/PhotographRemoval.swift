/// Photographs that were deleted, the oldest first, because others needed their space.
public struct PhotographRemoval: Codable, Hashable, Sendable {
    /// The names of the deleted photographs.
    public var photographs: [PhotographID]

    public init(_ photographs: [PhotographID]) {
        self.photographs = photographs
    }

    /// The deletion in a sentence, for the ledger.
    public var text: Text {
        Text(
            zh: "照片空间已满，删除最早的\(photographs.count)张照片",
            en: "the space for photographs was full, and the \(photographs.count) oldest were deleted")
    }
}
