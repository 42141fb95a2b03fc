namespace Harness.Imaging;

/// <summary>
/// Groups pixels into boxes by way of a coarse grid: pixels in touching tiles are one group. Memory and time follow the number of tiles,
/// so a frame that is wrong everywhere costs no more than one that is wrong in a corner.
/// </summary>
internal sealed class ViolationTiles
{
    private const int TilePixels = 4;
    /// <summary>More groups than this are not worth telling apart; the grid is made coarser until there are fewer.</summary>
    private const int MostGroups = 64;

    private readonly int _frameHeight;
    private readonly int _columns;
    private readonly int _rows;
    private readonly Area[] _tiles;

    public ViolationTiles(int width, int height)
        : this(height, (width + TilePixels - 1) / TilePixels, (height + TilePixels - 1) / TilePixels)
    {
    }

    private ViolationTiles(int frameHeight, int columns, int rows)
    {
        (_frameHeight, _columns, _rows) = (frameHeight, columns, rows);
        _tiles = new Area[columns * rows];
    }

    public void Add(int x, int y)
    {
        ref var tile = ref _tiles[(y / TilePixels * _columns) + (x / TilePixels)];
        tile = tile.Count == 0 ? new Area(x, y, x, y, 1) : tile.With(new Area(x, y, x, y, 1));
    }

    /// <summary>At most <paramref name="most"/> disjoint boxes that hold all pixels added, those with most pixels first.</summary>
    public List<ViolationBox> Boxes(int most)
    {
        var grid = this;
        var groups = grid.Groups();
        while (groups.Count > MostGroups)
        {
            grid = grid.Coarser();
            groups = grid.Groups();
        }

        MergeCheapest(groups, most);
        return [.. groups
            .OrderByDescending(area => area.Count).ThenBy(area => area.Top).ThenBy(area => area.Left)
            .Select(area => new ViolationBox(area.Left, area.Top, _frameHeight - 1 - area.Bottom, area.Width, area.Height, area.Count))];
    }

    private List<Area> Groups()
    {
        var groups = new List<Area>();
        var seen = new bool[_tiles.Length];
        var open = new Stack<int>();
        for (var start = 0; start < _tiles.Length; start++)
        {
            if (_tiles[start].Count == 0 || seen[start])
            {
                continue;
            }

            var group = _tiles[start];
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var tile))
            {
                group = tile == start ? group : group.With(_tiles[tile]);
                var (row, column) = Math.DivRem(tile, _columns);
                for (var r = Math.Max(0, row - 1); r <= Math.Min(_rows - 1, row + 1); r++)
                {
                    for (var c = Math.Max(0, column - 1); c <= Math.Min(_columns - 1, column + 1); c++)
                    {
                        var near = (r * _columns) + c;
                        if (_tiles[near].Count > 0 && !seen[near])
                        {
                            seen[near] = true;
                            open.Push(near);
                        }
                    }
                }
            }

            groups.Add(group);
        }

        return groups;
    }

    private ViolationTiles Coarser()
    {
        var coarser = new ViolationTiles(_frameHeight, (_columns + 1) / 2, (_rows + 1) / 2);
        for (var at = 0; at < _tiles.Length; at++)
        {
            if (_tiles[at].Count > 0)
            {
                var (row, column) = Math.DivRem(at, _columns);
                ref var tile = ref coarser._tiles[(row / 2 * coarser._columns) + (column / 2)];
                tile = tile.Count == 0 ? _tiles[at] : tile.With(_tiles[at]);
            }
        }

        return coarser;
    }

    /// <summary>Merges boxes that overlap, then those whose common box adds the least area, until few enough are left.</summary>
    private static void MergeCheapest(List<Area> areas, int most)
    {
        while (areas.Count > 1)
        {
            var (first, second, cost) = (0, 1, long.MaxValue);
            for (var i = 0; i < areas.Count; i++)
            {
                for (var j = i + 1; j < areas.Count; j++)
                {
                    var extra = areas[i].Overlaps(areas[j]) ? long.MinValue : areas[i].With(areas[j]).Pixels - areas[i].Pixels - areas[j].Pixels;
                    if (extra < cost)
                    {
                        (first, second, cost) = (i, j, extra);
                    }
                }
            }

            if (areas.Count <= most && cost != long.MinValue)
            {
                return;
            }

            areas[first] = areas[first].With(areas[second]);
            areas.RemoveAt(second);
        }
    }

    private readonly record struct Area(int Left, int Top, int Right, int Bottom, int Count)
    {
        public int Width => Right - Left + 1;

        public int Height => Bottom - Top + 1;

        public long Pixels => (long)Width * Height;

        public Area With(Area other) => new(
            Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom), Count + other.Count);

        public bool Overlaps(Area other) => Left <= other.Right && other.Left <= Right && Top <= other.Bottom && other.Top <= Bottom;
    }
}
