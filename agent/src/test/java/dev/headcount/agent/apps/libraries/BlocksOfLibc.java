package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;

/** Has libraries free blocks that are not from their allocator; says {@code done} when they have. */
public final class BlocksOfLibc {

    private static final int FS = 6; // UV_FS

    private BlocksOfLibc() {}

    public static void main(String[] arguments) {
        madeByRealpath();
        madeBefore();
        System.out.println("done");
    }

    /** libuv gives a path to free that realpath(3) allocated. */
    private static void madeByRealpath() {
        Foreign uv = new Foreign("libuv.so.1");
        long request = memory(uv.call("uv_req_size", FS));
        uv.expect(0, "uv_fs_realpath", uv.call("uv_default_loop"), request, string("/tmp"), 0);
        uv.order("uv_fs_req_cleanup", request);
    }

    /** jansson makes an object when nobody has linked a function of it: native code calls it, here a thread of libc's. */
    private static void madeBefore() {
        Foreign libc = new Foreign("libc.so.6");
        Foreign jansson = new Foreign("libjansson.so.4");
        long thread = memory(Long.BYTES);
        libc.expect(0, "pthread_create", thread, 0, jansson.address("json_object"), 0);
        long object = memory(Long.BYTES);
        libc.expect(0, "pthread_join", at(thread), object);
        jansson.order("json_delete", at(object));
    }
}
