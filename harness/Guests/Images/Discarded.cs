using Harness.Guests.Host;
using Harness.Qemu.State;

namespace Harness.Guests.Images;

/// <summary>Removes folders of images so that nobody ever sees half of one.</summary>
internal static class Discarded
{
    /// <summary>Takes a folder away in one step, then removes what was in it. Does nothing when it is gone already.</summary>
    public static void Remove(HarnessCache cache, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // A process that is killed in the middle leaves a state folder of a dead owner, which the next one reaps.
        using var place = StateFolder.Create(0, cache.Building("discarded"));
        try
        {
            Directory.Move(folder, place.FileAt("discarded"));
        }
        catch (DirectoryNotFoundException)
        {
            // Another process did the same.
        }
    }
}
