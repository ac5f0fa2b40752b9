/// The journal cannot be read now.
struct UnreadableJournal: Error {}
