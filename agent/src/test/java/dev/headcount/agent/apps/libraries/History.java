package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A repository of libgit2's in a temporary directory. */
record History(Foreign git) {

    private static final int OID_BYTES = 20;
    private static final int FILE = 0100644;
    private static final int END = -31; // GIT_ITEROVER

    /** Commits as many times, and reads its log. */
    void write(int commits) {
        Path directory = create();
        try {
            long repository = made("git_repository_init", string(directory.toString()), 0);
            long author = made("git_signature_new", string("somebody"), string("somebody@localhost"), 0, 0);
            long parent = 0;
            for (int i = 0; i < commits; i++) {
                parent = commit(repository, author, "no " + i, parent);
            }
            git.call("git_commit_free", parent);
            if (log(repository) != commits) {
                throw new IllegalStateException("another log");
            }
            git.call("git_signature_free", author);
            git.call("git_repository_free", repository);
        } finally {
            delete(directory);
        }
    }

    private long commit(long repository, long author, String text, long parent) {
        long id = memory(OID_BYTES);
        git.expect(0, "git_blob_create_from_buffer", id, repository, string(text), text.length());
        long builder = made("git_treebuilder_new", repository, 0);
        git.expect(0, "git_treebuilder_insert", 0, builder, string("file"), id, FILE);
        git.expect(0, "git_treebuilder_write", id, builder);
        git.call("git_treebuilder_free", builder);
        long tree = made("git_tree_lookup", repository, id);
        long parents = parent == 0 ? 0 : Foreign.words(parent);
        git.expect(
                0,
                "git_commit_create",
                id,
                repository,
                string("HEAD"),
                author,
                author,
                0,
                string(text),
                tree,
                parent == 0 ? 0 : 1,
                parents);
        git.call("git_tree_free", tree);
        if (parent != 0) {
            git.call("git_commit_free", parent);
        }
        return made("git_commit_lookup", repository, id);
    }

    private int log(long repository) {
        long walk = made("git_revwalk_new", repository);
        git.expect(0, "git_revwalk_push_head", walk);
        int commits = 0;
        long id = memory(OID_BYTES);
        int found = (int) git.call("git_revwalk_next", id, walk);
        for (; found == 0; found = (int) git.call("git_revwalk_next", id, walk)) {
            long commit = made("git_commit_lookup", repository, id);
            commits += git.call("git_commit_message", commit) != 0 ? 1 : 0;
            git.call("git_commit_free", commit);
        }
        if (found != END) {
            throw new IllegalStateException("git_revwalk_next answers " + found);
        }
        git.call("git_revwalk_free", walk);
        return commits;
    }

    /** What a function of {@code (T **out, …)} has made. */
    private long made(String function, long... arguments) {
        long out = memory(Long.BYTES);
        long[] all = new long[arguments.length + 1];
        all[0] = out;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        git.expect(0, function, all);
        return at(out);
    }

    private static Path create() {
        try {
            return Files.createTempDirectory("history");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
