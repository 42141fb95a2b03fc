namespace Harness.VirtioGpu.Memory;

/// <summary>First-fit allocation of whole pages from one range of addresses. Neighbouring free pieces are joined.</summary>
internal sealed class FreePages
{
    private readonly List<(ulong Start, ulong End)> _free = new(256);

    public FreePages(ulong start, ulong end) => _free.Add((start, end));

    /// <summary>Bytes that are free, in pieces of whatever size.</summary>
    public ulong FreeBytes
    {
        get
        {
            ulong sum = 0;
            foreach (var (start, end) in _free)
            {
                sum += end - start;
            }

            return sum;
        }
    }

    /// <summary>Takes a contiguous piece; false when there is none that large.</summary>
    public bool TryTake(ulong bytes, out ulong address)
    {
        for (var i = 0; i < _free.Count; i++)
        {
            var (start, end) = _free[i];
            if (end - start < bytes)
            {
                continue;
            }

            address = start;
            if (end - start == bytes)
            {
                _free.RemoveAt(i);
            }
            else
            {
                _free[i] = (start + bytes, end);
            }

            return true;
        }

        address = 0;
        return false;
    }

    /// <summary>Gives a piece back.</summary>
    public void Return(ulong start, ulong end)
    {
        var at = 0;
        while (at < _free.Count && _free[at].Start < start)
        {
            at++;
        }

        if ((at < _free.Count && end > _free[at].Start) || (at > 0 && _free[at - 1].End > start))
        {
            throw new InvalidOperationException($"Guest memory 0x{start:x}..0x{end:x} was freed twice.");
        }

        var joinsNext = at < _free.Count && _free[at].Start == end;
        var joinsPrevious = at > 0 && _free[at - 1].End == start;
        switch (joinsPrevious, joinsNext)
        {
            case (true, true):
                _free[at - 1] = (_free[at - 1].Start, _free[at].End);
                _free.RemoveAt(at);
                break;
            case (true, false):
                _free[at - 1] = (_free[at - 1].Start, end);
                break;
            case (false, true):
                _free[at] = (start, _free[at].End);
                break;
            default:
                _free.Insert(at, (start, end));
                break;
        }
    }
}
