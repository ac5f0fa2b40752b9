import Testing

@testable import Journal

/// What is remembered of commands, as each version stored it.
struct ContentMarkTests {
    private let new = ContentMark(whole: "w", outline: "o")

    @Test(arguments: [
        ("w/o", ContentMark.Likeness.same), ("v/o", .other), ("v/p", .other), ("/o", .sameButForPeople), ("/p", .other),
        // Before there were outlines; and after an erasure.
        ("w", .same), ("v", .other), ("", .unknown),
    ])
    func whatIsStoredSaysHowLikeANewCommandIs(stored: String, likeness: ContentMark.Likeness) {
        let earlier = ContentMark(stored: stored)
        #expect(earlier.text == stored)
        #expect(new.likeness(to: earlier) == likeness)
    }

    @Test(arguments: [("w/o", "/o"), ("/o", "/o"), ("w", ""), ("", "")])
    func anErasureLeavesTheOutline(stored: String, left: String) {
        #expect(ContentMark(stored: stored).erased.text == left)
    }
}
