extension QRSymbol {
    private var range: Range<Int> { -Self.quietZone..<size + Self.quietZone }

    /// A picture that scales: one unit a module, with the quiet zone.
    public func svg() -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(range.count) \(range.count)" \
        shape-rendering="crispEdges" role="img">\
        <rect width="\(range.count)" height="\(range.count)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
        """
    }

    /// The dark modules as one SVG path, a run of neighbours a rectangle.
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

    /// Two modules a character, dark on light whatever the terminal's own colours are.
    public func terminal() -> String {
        stride(from: range.lowerBound, to: range.upperBound, by: 2).map { y in
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

    /// A PNG of whole dots, black and white, one bit a dot. ISO/IEC 15948.
    public func png(dotsPerModule dots: Int) -> [UInt8] {
        let side = range.count * dots
        var rows: [UInt8] = []
        for y in range {
            let dark = range.flatMap { x in repeatElement(self[x, y], count: dots) }
            let row = stride(from: 0, to: side, by: 8).map { start in
                (0..<8).reduce(UInt8(0)) { byte, bit in
                    byte << 1 | (start + bit < side && dark[start + bit] ? 0 : 1)
                }
            }
            // Each row begins with its filter: none.
            for _ in 0..<dots { rows += [0] + row }
        }
        return PNG.file(width: side, height: side, rows: rows)
    }
}
