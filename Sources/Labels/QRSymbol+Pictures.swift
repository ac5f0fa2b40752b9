extension QRSymbol {
    /// The dark modules as one SVG path with the quiet zone around it; each run of neighbours is a rectangle.
    var path: String {
        (0..<size).map { y in
            var runs = ""
            var x = 0
            while x < size {
                let start = x
                while self[x, y] { x += 1 }
                if x > start {
                    runs += "M\(start + Self.quietZone) \(y + Self.quietZone)h\(x - start)v1h-\(x - start)z"
                }
                x += 1
            }
            return runs
        }.joined()
    }

    /// Returns the symbol for a terminal: two modules a character, dark on light whatever the terminal's own colours
    /// are.
    public func terminal() -> String {
        let range = -Self.quietZone..<size + Self.quietZone
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { y in
            let line = range.map { x in
                switch (self[x, y], self[x, y + 1]) {
                case (true, true): "█"
                case (true, false): "▀"
                case (false, true): "▄"
                case (false, false): " "
                }
            }
            return "\u{1B}[30;107m" + line.joined() + "\u{1B}[0m\n"
        }.joined()
    }
}
