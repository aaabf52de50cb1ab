//! An allocator in Rust behind C's malloc, realloc and free. Rust wants the size of a block back when it is freed, so it
//! is kept in 8 bytes in front of it: the size of the whole block.

use std::alloc::{alloc, dealloc, realloc, Layout};
use std::ptr;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

const HEADER: usize = 8;
static BLOCKS: AtomicI64 = AtomicI64::new(0);
static BYTES: AtomicI64 = AtomicI64::new(0);

fn layout(block_size: usize) -> Layout {
    Layout::from_size_align(block_size, HEADER).unwrap()
}

unsafe fn user_pointer(base: *mut u8, block_size: usize) -> *mut u8 {
    (base as *mut usize).write(block_size);
    base.add(HEADER)
}

unsafe fn block_size(pointer: *mut u8) -> usize {
    (pointer.sub(HEADER) as *mut usize).read()
}

#[no_mangle]
pub unsafe extern "C" fn rust_malloc(size: usize) -> *mut u8 {
    let base = alloc(layout(size + HEADER));
    if base.is_null() {
        return base;
    }
    BLOCKS.fetch_add(1, SeqCst);
    BYTES.fetch_add(size as i64, SeqCst);
    user_pointer(base, size + HEADER)
}

#[no_mangle]
pub unsafe extern "C" fn rust_realloc(pointer: *mut u8, size: usize) -> *mut u8 {
    if pointer.is_null() {
        return rust_malloc(size);
    }
    let old = block_size(pointer);
    let base = realloc(pointer.sub(HEADER), layout(old), size + HEADER);
    if base.is_null() {
        return ptr::null_mut();
    }
    BYTES.fetch_add((size + HEADER) as i64 - old as i64, SeqCst);
    user_pointer(base, size + HEADER)
}

#[no_mangle]
pub unsafe extern "C" fn rust_free(pointer: *mut u8) {
    if pointer.is_null() {
        return;
    }
    let size = block_size(pointer);
    BLOCKS.fetch_sub(1, SeqCst);
    BYTES.fetch_sub((size - HEADER) as i64, SeqCst);
    dealloc(pointer.sub(HEADER), layout(size));
}

#[no_mangle]
pub extern "C" fn rust_live_blocks() -> i64 {
    BLOCKS.load(SeqCst)
}

#[no_mangle]
pub extern "C" fn rust_live_bytes() -> i64 {
    BYTES.load(SeqCst)
}
